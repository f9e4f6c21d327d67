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
    if limit is not None:
        return list(TracebackException.from_exception(exception, limit=limit).format(chain=chain))
    if not chain:
        return [*_heading(exception), *format_exception_only(exception)]
    text = _format(exception)
    last = format_exception_only(exception)
    end = "".join(last)
    # Its own text is one piece, of however many lines.
    return [*_lines(text[: -len(end)]), *last] if end and text.endswith(end) else _lines(text)


def _heading(exception):
    text = _traceback_text(exception)
    return [] if text is None else ["Traceback (most recent call last):\n", *_lines(text)]


def _limited(entries, limit):
    """The first entries, or with a negative limit the last ones."""
    if limit is None:
        return entries
    return entries[:limit] if limit >= 0 else entries[limit:]


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
    if not isinstance(exception, SyntaxError):
        notes = [f"{note}\n" for each in getattr(exception, "__notes__", ()) for note in str(each).split("\n")]
        return [text.removesuffix("".join(notes)), *notes]
    return _lines(text)


def _bare(exception):
    """The exception without traceback and causes."""
    copy = exception.__class__.__new__(exception.__class__, *exception.args)
    copy.__dict__.update(exception.__dict__)
    copy.args = exception.args
    return copy


def format_exc(limit=None, chain=True):
    return "".join(format_exception(sys.exc_info()[1], limit=limit, chain=chain))


def print_exc(limit=None, file=None, chain=True):
    print_exception(sys.exc_info()[1], limit=limit, chain=chain, file=file)


def print_exception(exc, /, value=_sentinel, tb=_sentinel, limit=None, file=None, chain=True):
    text = "".join(format_exception(exc, value, limit=limit, chain=chain))
    print(text, end="", file=sys.stderr if file is None else file)


class FrameSummary:
    def __init__(self, filename, lineno, name, line=None, shown=None, **options):
        self._shown = shown
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
    @classmethod
    def from_list(cls, a_list):
        return cls(each if isinstance(each, FrameSummary) else FrameSummary(*each) for each in a_list)

    def format_frame_summary(self, frame_summary):
        if frame_summary._shown is not None:
            return frame_summary._shown
        filename, lineno, name, line = frame_summary
        return f'  File "{filename}", line {lineno}, in {name}\n' + (f"    {line.strip()}\n" if line else "")

    def format(self):
        lines = []
        last, times = None, 0
        for frame in self:
            shown = self.format_frame_summary(frame)
            if shown is None:
                continue
            if last is not None and last[:3] == frame[:3]:
                times += 1
            else:
                lines += _repeated(times)
                last, times = frame, 1
            if times <= _SHOWN_TIMES:
                lines.append(shown)
        return lines + _repeated(times)


# So often a frame is shown that comes again and again.
_SHOWN_TIMES = 3


def _repeated(times):
    more = times - _SHOWN_TIMES
    return [f"  [Previous line repeated {more} more time{'s' if more > 1 else ''}]\n"] if more > 0 else []


def format_list(extracted_list):
    return StackSummary.from_list(extracted_list).format()


def extract_stack(f=None, limit=None):
    # Limited, it is the innermost frames.
    return StackSummary([FrameSummary(*entry) for entry in _limited(_stack_entries(), limit and -limit)])


def format_stack(f=None, limit=None):
    return format_list(extract_stack(limit=limit))


def print_stack(f=None, limit=None, file=None):
    print("".join(format_stack(limit=limit)), end="", file=sys.stderr if file is None else file)


def _entries_of(tb):
    return [] if tb is None else _traceback_entries(tb)


def extract_tb(tb, limit=None):
    return StackSummary([FrameSummary(*entry) for entry in _limited(_entries_of(tb), limit)])


def format_tb(tb, limit=None):
    return format_list(extract_tb(tb, limit))


def print_tb(tb, limit=None, file=None):
    print("".join(format_tb(tb, limit)), end="", file=sys.stderr if file is None else file)


def clear_frames(tb):
    pass


class TracebackException:
    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, _seen=None, **options):
        seen = {id(exc_value)} if _seen is None else _seen
        self.exc_type = exc_type
        self._exception = exc_value
        self._limit = limit
        self._str = str(exc_value)
        self.stack = StackSummary([FrameSummary(*entry) for entry in _limited(_traceback_entries(exc_value), limit)])
        self.__suppress_context__ = exc_value.__suppress_context__
        self.__notes__ = getattr(exc_value, "__notes__", None)
        self.__cause__ = _linked(exc_value.__cause__, limit, seen)
        self.__context__ = _linked(exc_value.__context__, limit, seen)
        self.exceptions = None
        if isinstance(exc_value, BaseExceptionGroup):
            self.exceptions = [
                TracebackException(type(each), each, each.__traceback__, limit=limit, _seen=seen)
                for each in exc_value.exceptions
            ]
        if isinstance(exc_value, SyntaxError):
            self.filename, self.lineno, self.text = exc_value.filename, exc_value.lineno, exc_value.text
            self.offset, self.msg = exc_value.offset, exc_value.msg

    @classmethod
    def from_exception(cls, exc, *args, **options):
        return cls(type(exc), exc, exc.__traceback__, *args, **options)

    def format(self, *, chain=True):
        if self._limit is None:
            yield from format_exception(self._exception, chain=chain)
            return
        if chain and self.__cause__ is not None:
            yield from self.__cause__.format()
            yield "\nThe above exception was the direct cause of the following exception:\n\n"
        elif chain and self.__context__ is not None and not self.__suppress_context__:
            yield from self.__context__.format()
            yield "\nDuring handling of the above exception, another exception occurred:\n\n"
        if self.stack:
            yield "Traceback (most recent call last):\n"
            yield from self.stack.format()
        yield from self.format_exception_only()

    def format_exception_only(self):
        return iter(format_exception_only(self._exception))

    def print(self, *, file=None, chain=True):
        print("".join(self.format(chain=chain)), end="", file=sys.stderr if file is None else file)

    def __eq__(self, other):
        return self.__dict__ == other.__dict__ if isinstance(other, TracebackException) else NotImplemented

    def __str__(self):
        return self._str


def _linked(exception, limit, seen):
    if exception is None or id(exception) in seen:
        return None
    seen.add(id(exception))
    return TracebackException(type(exception), exception, exception.__traceback__, limit=limit, _seen=seen)
