"""threading: the classes are native, for they work across isolates; what is here needs Python."""

__all__ = [
    "get_ident", "active_count", "Condition", "current_thread", "enumerate", "main_thread", "TIMEOUT_MAX",
    "Event", "Lock", "RLock", "Semaphore", "BoundedSemaphore", "Thread", "Barrier", "BrokenBarrierError",
    "Timer", "ThreadError", "excepthook", "local", "get_native_id",
]

ThreadError = RuntimeError
TIMEOUT_MAX = 9223372036.0


def enumerate():
    return list(_enumerate())


def active_count():
    return len(_enumerate())


activeCount = active_count
currentThread = current_thread


def excepthook(args):
    import traceback
    import sys

    if args.exc_type is SystemExit:
        return
    name = args.thread.name if args.thread is not None else get_ident()
    text = "".join(traceback.format_exception(args.exc_type, args.exc_value, args.exc_traceback))
    print(f"Exception in thread {name}:\n{text}", end="", file=sys.stderr)


__excepthook__ = excepthook


class _ExceptHookArgs:
    __slots__ = ("exc_type", "exc_value", "exc_traceback", "thread")


def _call_excepthook(hook, exception, thread):
    args = _ExceptHookArgs()
    args.exc_type = type(exception)
    args.exc_value = exception
    args.exc_traceback = exception.__traceback__
    args.thread = thread
    hook(args)


def _wait_for(self, predicate, timeout=None):
    import time

    end = None if timeout is None else time.monotonic() + timeout
    result = predicate()
    while not result:
        left = None if end is None else end - time.monotonic()
        if left is not None and left <= 0:
            break
        self.wait(left)
        result = predicate()
    return result


def _repr_thread(self):
    status = "initial"
    if self.ident is not None:
        status = "started" if self.is_alive() else "stopped"
    if self.daemon:
        status += " daemon"
    if self.ident is not None:
        status += f" {self.ident}"
    kind = "_MainThread" if self is main_thread() else type(self).__name__
    return f"<{kind}({self.name}, {status})>"


def _repr_lock(self):
    state = "locked" if self.locked() else "unlocked"
    return f"<{state} {type(self).__module__}.{type(self).__qualname__} object at {hex(id(self))}>"


def _repr_event(self):
    state = "set" if self.is_set() else "unset"
    return f"<threading.{type(self).__qualname__} at {hex(id(self))}: {state}>"


_adopt(Condition, "wait_for", _wait_for)
_adopt(Thread, "__repr__", _repr_thread)
_adopt(Lock, "__repr__", _repr_lock)
_adopt(Event, "__repr__", _repr_event)


def _run_timer(finished, interval, function, args, kwargs):
    finished.wait(interval)
    if not finished.is_set():
        function(*args, **dict(kwargs))
    finished.set()


class Timer(Thread):
    def __init__(self, interval, function, args=None, kwargs=None):
        args = tuple(args) if args is not None else ()
        kwargs = tuple(kwargs.items()) if kwargs is not None else ()
        finished = Event()
        Thread.__init__(self)
        self._set_target(_run_timer, (finished, interval, function, args, kwargs))
        self.interval = interval
        self.function = function
        self.args = args
        self.kwargs = kwargs
        self.finished = finished

    def cancel(self):
        self.finished.set()
