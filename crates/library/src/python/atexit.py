"""What runs at the end of the program: the host calls `_run_exitfuncs`."""

_functions = []


def register(func, /, *args, **keywords):
    if not callable(func):
        raise TypeError("the first argument must be callable")
    _functions.append((func, args, keywords))
    return func


def unregister(func, /):
    _functions[:] = [entry for entry in _functions if entry[0] != func]


def _clear():
    _functions.clear()


def _ncallbacks():
    return len(_functions)


def _run_exitfuncs():
    from _library import format_exception, write

    while _functions:
        func, args, keywords = _functions.pop()
        try:
            func(*args, **keywords)
        except BaseException as error:
            write(True, f"Exception ignored in atexit callback: {func!r}\n{format_exception(error)}")
