"""What is a coroutine, and how it is described."""

import sys

from _asyncio import coroutine_line, iscoroutine

__all__ = ("iscoroutine", "iscoroutinefunction")

_is_coroutine = object()
_CO_COROUTINE = 0x80


def _is_debug_mode():
    os = sys.modules.get("os")
    return os is not None and bool(os.environ.get("PYTHONASYNCIODEBUG"))


def iscoroutinefunction(func):
    if getattr(func, "_is_coroutine", None) is _is_coroutine:
        return True
    while True:
        if type(func).__name__ == "partial":
            func = func.func
        elif hasattr(func, "__func__"):
            func = func.__func__
        else:
            break
    return isinstance(func, type(iscoroutinefunction)) and bool(func.__code__.co_flags & _CO_COROUTINE)


def coroutine(func):
    """The decorator of Python 3.4: a generator whose `yield from` awaits."""
    if iscoroutinefunction(func):
        return func
    from types import coroutine

    decorated = coroutine(func)
    decorated._is_coroutine = _is_coroutine
    return decorated


def _format_coroutine(coro):
    name = getattr(coro, "__qualname__", None) or getattr(coro, "__name__", None)
    name = f"{name or f'<{type(coro).__name__} without __name__>'}()"
    code = getattr(coro, "cr_code", None) or getattr(coro, "gi_code", None)
    if code is None:
        running = getattr(coro, "cr_running", None) or getattr(coro, "gi_running", False)
        return f"{name} running" if running else name
    line = coroutine_line(coro)
    if line is None:
        return f"{name} done, defined at {code.co_filename}:{code.co_firstlineno}"
    return f"{name} running at {code.co_filename}:{line}"
