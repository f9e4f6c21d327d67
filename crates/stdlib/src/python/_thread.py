"""_thread: what of it needs Python."""


class _local:
    __in_c__ = True

    def __new__(cls, /, *args, **kwargs):
        if (args or kwargs) and cls.__init__ is object.__init__:
            raise TypeError("Initialization arguments are not supported")
        self = object.__new__(cls)
        _make_local(self, (args, kwargs))
        return self

    def __getattribute__(self, name):
        _begin(self)
        try:
            return object.__getattribute__(self, name)
        except AttributeError:
            if type(self) is not _local:
                raise
        raise AttributeError(f"'_thread._local' object has no attribute '{name}'", name=name, obj=self)

    def __setattr__(self, name, value):
        if name == "__dict__":
            raise AttributeError(f"'{type(self).__name__}' object attribute '__dict__' is read-only")
        _begin(self)
        object.__setattr__(self, name, value)

    def __delattr__(self, name):
        if name == "__dict__":
            raise AttributeError(f"'{type(self).__name__}' object attribute '__dict__' is read-only")
        _begin(self)
        try:
            return object.__delattr__(self, name)
        except AttributeError:
            if type(self) is not _local:
                raise
        raise AttributeError(f"'_thread._local' object has no attribute '{name}'")


def _begin(self):
    # Again after `__init__`, in which other threads may have had their turns.
    while (arguments := _enter_local(self)) is not None:
        args, kwargs = arguments
        try:
            type(self).__init__(self, *args, **kwargs)
        except BaseException:
            _leave_local(self)
            raise


_stack_size = 0


def stack_size(size=0, /):
    global _stack_size
    if size != 0 and size < 32768:
        if size < 0:
            raise ValueError("size must be 0 or a positive value")
        raise ValueError(f"size not valid: {size} bytes")
    old, _stack_size = _stack_size, size
    return old


def start_new_thread(function, args, kwargs={}, /):
    if not callable(function):
        raise TypeError("first arg must be callable")
    if not isinstance(args, tuple):
        raise TypeError("2nd arg must be a tuple")
    if not isinstance(kwargs, dict):
        raise TypeError("optional 3rd arg must be a dictionary")
    return _start_fiber("thread", _live, function, args, kwargs)


start_new = start_new_thread


def _start(function, name):
    return _start_fiber(name, _live, function, (), {})


def _live(function, args, kwargs):
    try:
        function(*args, **kwargs)
    except SystemExit:
        pass
    except BaseException as error:
        import sys
        from traceback import format_exception

        _uncaught(error)
        text = "".join(format_exception(error))
        print(f"Exception ignored in thread started by: {function!r}\n{text}", end="", file=sys.stderr)
