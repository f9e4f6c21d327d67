"""How callbacks are described in `repr` and in messages."""

from reprlib import repr as _shorten


def _format_arguments(args, kwargs):
    items = [_shorten(arg) for arg in args]
    items += [f"{key}={_shorten(value)}" for key, value in (kwargs or {}).items()]
    return f"({', '.join(items)})"


def _format_callback(func, args, kwargs=None, suffix=""):
    if type(func).__name__ == "partial":
        suffix = _format_arguments(args, kwargs) + suffix
        return _format_callback(func.func, func.args, func.keywords, suffix)
    name = getattr(func, "__qualname__", None) or getattr(func, "__name__", None) or repr(func)
    return name + _format_arguments(args, kwargs) + suffix


def _get_function_source(func):
    while type(func).__name__ == "partial":
        func = func.func
    code = getattr(getattr(func, "__wrapped__", func), "__code__", None)
    # A bound method has its function's code, but CPython names no place for it.
    return None if code is None or hasattr(func, "__self__") else (code.co_filename, code.co_firstlineno)


def _format_callback_source(func, args):
    text = _format_callback(func, args, None)
    source = _get_function_source(func)
    return text if source is None else f"{text} at {source[0]}:{source[1]}"
