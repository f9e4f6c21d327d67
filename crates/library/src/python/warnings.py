"""Warnings. Only filters by action, category and text are heeded."""

import sys
from _library import stack_entries as _stack_entries

filters = []
_shown = set()
_default_action = {DeprecationWarning: "default", PendingDeprecationWarning: "ignore", ImportWarning: "ignore"}


class WarningMessage:
    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message = message
        self.category = category
        self.filename = filename
        self.lineno = lineno
        self.file = file
        self.line = line
        self.source = source

    def __str__(self):
        return (
            f"{{message : {self.message!r}, category : {self.category.__name__!r}, "
            f"filename : {self.filename!r}, lineno : {self.lineno}, line : {self.line!r}}}"
        )


def _action(text, category):
    for action, message, wanted in filters:
        if issubclass(category, wanted) and (not message or _matches(message, text)):
            return action
    for known, action in _default_action.items():
        if issubclass(category, known):
            return action
    return "ignore" if issubclass(category, ResourceWarning) else "default"


def _matches(pattern, text):
    import re

    return re.match(pattern, text, re.I) is not None


def warn(message, category=None, stacklevel=1, source=None):
    if isinstance(message, Warning):
        category = type(message)
    elif category is None:
        category = UserWarning
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError(f"category must be a Warning subclass, not '{type(category).__name__}'")
    frames = _stack_entries()
    filename, lineno, _, line = frames[-stacklevel] if stacklevel <= len(frames) else ("sys", 1, "", "")
    _warn(message, category, filename, lineno, line)


def warn_explicit(message, category, filename, lineno, module=None, registry=None, **options):
    _warn(message, category, filename, lineno, None)


def _warn(message, category, filename, lineno, line):
    text = str(message)
    if not isinstance(message, Warning):
        message = category(message)
    action = _action(text, category)
    if action == "ignore":
        return
    if action == "error":
        raise message
    if action != "always":
        place = (text, category, None if action == "once" else filename, lineno if action == "default" else None)
        if place in _shown:
            return
        _shown.add(place)
    showwarning(message, category, filename, lineno, None, line)


def formatwarning(message, category, filename, lineno, line=None):
    text = f"{filename}:{lineno}: {category.__name__}: {message}\n"
    return f"{text}  {line.strip()}\n" if line else text


def showwarning(message, category, filename, lineno, file=None, line=None):
    (sys.stderr if file is None else file).write(formatwarning(message, category, filename, lineno, line))


def _add(action, message, category, append):
    if action not in ("error", "ignore", "always", "default", "module", "once"):
        raise AssertionError(f"invalid action: {action!r}")
    entry = (action, message, category)
    if entry in filters:
        filters.remove(entry)
    if append:
        filters.append(entry)
    else:
        filters.insert(0, entry)


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    _add(action, message, category, append)


def simplefilter(action, category=Warning, lineno=0, append=False):
    _add(action, "", category, append)


def resetwarnings():
    filters.clear()


class catch_warnings:
    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record = record
        self._filter = None if action is None else (action, category, lineno, append)

    def __enter__(self):
        global showwarning
        self._filters = filters[:]
        self._places = set(_shown)
        self._showwarning = showwarning
        _shown.clear()
        log = None
        if self._record:
            log = []

            def record(message, category, filename, lineno, file=None, line=None):
                log.append(WarningMessage(message, category, filename, lineno, file, line))

            showwarning = record
        if self._filter is not None:
            simplefilter(*self._filter)
        return log

    def __exit__(self, *exc_info):
        global showwarning
        filters[:] = self._filters
        _shown.clear()
        _shown.update(self._places)
        showwarning = self._showwarning
