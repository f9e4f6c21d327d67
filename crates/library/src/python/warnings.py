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
    _warn(message, category, *_place(stacklevel), source)


def _place(stacklevel):
    frames = _stack_entries()
    filename, lineno, _, line = frames[-stacklevel] if stacklevel <= len(frames) else ("sys", 1, "", "")
    return filename, lineno, line


def _warn_unawaited_coroutine(coro):
    """Called when a coroutine ends that nobody has awaited."""
    _warn(f"coroutine '{coro.__qualname__}' was never awaited", RuntimeWarning, *_place(1), coro)


def warn_explicit(
    message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None
):
    _warn(message, category, filename, lineno, None, source)


def _warn(message, category, filename, lineno, line, source):
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
    if showwarning is _own_showwarning:
        _show(message, category, filename, lineno, line, source)
    else:
        showwarning(message, category, filename, lineno, None, None)


def _show(message, category, filename, lineno, line, source):
    """Where the program has not put a `showwarning` of its own."""
    if _log is not None:
        _log.append(WarningMessage(message, category, filename, lineno, source=source))
        return
    sys.stderr.write(formatwarning(message, category, filename, lineno, line))
    if source is not None:
        hint = "Enable tracemalloc to get the object allocation traceback"
        sys.stderr.write(f"{category.__name__}: {hint}\n")


def formatwarning(message, category, filename, lineno, line=None):
    text = f"{filename}:{lineno}: {category.__name__}: {message}\n"
    return f"{text}  {line.strip()}\n" if line else text


def showwarning(message, category, filename, lineno, file=None, line=None):
    (sys.stderr if file is None else file).write(formatwarning(message, category, filename, lineno, line))


_own_showwarning = showwarning
# What `catch_warnings` records.
_log = None


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
        global showwarning, _log
        self._filters = filters[:]
        self._places = set(_shown)
        self._shown_by = showwarning, _log
        _shown.clear()
        if self._record:
            showwarning, _log = _own_showwarning, []
        if self._filter is not None:
            simplefilter(*self._filter)
        return _log if self._record else None

    def __exit__(self, *exc_info):
        global showwarning, _log
        filters[:] = self._filters
        _shown.clear()
        _shown.update(self._places)
        showwarning, _log = self._shown_by
