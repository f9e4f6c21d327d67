"""Tracebacks as text. The interpreter itself writes them."""

# Lacks: print_last walk_stack walk_tb

import sys
from _library import format_exception as _format
from _library import stack_entries as _stack_entries
from _library import traceback_entries as _traceback_entries
from _library import traceback_text as _traceback_text

_sentinel = object()


def _exception(exc, value):
    if value is not _sentinel:
        return value
    return exc


def _lines(text):
    """Text in the pieces that CPython gives: a line begins a piece unless it is indented further."""
    pieces = []
    for line in text.splitlines(True):
        if pieces and line.startswith("    ") or line == "\n" and pieces:
            pieces[-1] += line
        else:
            pieces.append(line)
    return pieces


def format_exception(exc, /, value=_sentinel, tb=_sentinel, limit=None, chain=True):
    exception = _exception(exc, value)
    if exception is None:
        return ["NoneType: None\n"]
    if chain:
        return _lines(_format(exception))
    return [*_heading(exception), *format_exception_only(exception)]


def _heading(exception):
    text = _traceback_text(exception)
    return [] if text is None else ["Traceback (most recent call last):\n", *_lines(text)]


def format_exception_only(exc, /, value=_sentinel):
    exception = _exception(exc, value)
    if exception is None:
        return ["NoneType: None\n"]
    if isinstance(exception, BaseExceptionGroup):
        # Formatted whole, it would show its members.
        cls = type(exception)
        name = cls.__qualname__ if cls.__module__ in ("builtins", "__main__") else f"{cls.__module__}.{cls.__qualname__}"
        return [f"{name}: {exception}\n"]
    text = _format(_bare(exception))
    return _lines(text) if isinstance(exception, SyntaxError) else text.splitlines(True)


def _bare(exception):
    """The exception without traceback and causes."""
    copy = exception.__class__.__new__(exception.__class__, *exception.args)
    copy.__dict__.update(exception.__dict__)
    copy.args = exception.args
    return copy


def format_exc(limit=None, chain=True):
    return "".join(format_exception(sys.exc_info()[1], chain=chain))


def print_exc(limit=None, file=None, chain=True):
    print_exception(sys.exc_info()[1], chain=chain, file=file)


def print_exception(exc, /, value=_sentinel, tb=_sentinel, limit=None, file=None, chain=True):
    print("".join(format_exception(exc, value, chain=chain)), end="", file=sys.stderr if file is None else file)


class FrameSummary:
    def __init__(self, filename, lineno, name, line=None, **options):
        self.filename = filename
        self.lineno = lineno
        self.name = name
        self.line = line

    def __iter__(self):
        return iter((self.filename, self.lineno, self.name, self.line))

    def __getitem__(self, index):
        return (self.filename, self.lineno, self.name, self.line)[index]

    def __len__(self):
        return 4

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"


class StackSummary(list):
    def format(self):
        return format_list(self)


def format_list(extracted_list):
    return [
        f'  File "{filename}", line {lineno}, in {name}\n' + (f"    {line.strip()}\n" if line else "")
        for filename, lineno, name, line in extracted_list
    ]


def extract_stack(f=None, limit=None):
    return StackSummary([FrameSummary(*entry) for entry in _stack_entries()])


def format_stack(f=None, limit=None):
    return format_list(extract_stack())


def print_stack(f=None, limit=None, file=None):
    print("".join(format_stack()), end="", file=sys.stderr if file is None else file)


def _entries_of(tb):
    return [] if tb is None else _traceback_entries(tb)


def extract_tb(tb, limit=None):
    return StackSummary([FrameSummary(*entry) for entry in _entries_of(tb)][:limit])


def format_tb(tb, limit=None):
    return format_list(extract_tb(tb, limit))


def print_tb(tb, limit=None, file=None):
    print("".join(format_tb(tb, limit)), end="", file=sys.stderr if file is None else file)


def clear_frames(tb):
    pass


class TracebackException:
    def __init__(self, exc_type, exc_value, exc_traceback, **options):
        self.exc_type = exc_type
        self._exception = exc_value
        self.stack = StackSummary([FrameSummary(*entry) for entry in _traceback_entries(exc_value)])

    @classmethod
    def from_exception(cls, exc, **options):
        return cls(type(exc), exc, exc.__traceback__)

    def format(self, *, chain=True):
        return iter(format_exception(self._exception, chain=chain))

    def format_exception_only(self):
        return iter(format_exception_only(self._exception))

    def print(self, *, file=None, chain=True):
        print_exception(self._exception, file=file, chain=chain)

    def __str__(self):
        return str(self._exception)
