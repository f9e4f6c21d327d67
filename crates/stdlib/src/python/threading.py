"""Threads, and what they wait for each other with."""

import sys as _sys
from _thread import RLock, TIMEOUT_MAX, get_ident, get_native_id, stack_size
from _thread import _local as local
from _thread import _arrived, _elsewhere, _main_ident, _named_lock, _set_name, _set_sentinel, _start, _uncaught
from _thread import allocate_lock as Lock
from _thread import error as ThreadError
from time import monotonic as _time

__all__ = [
    "get_ident", "active_count", "Condition", "current_thread", "enumerate", "main_thread", "TIMEOUT_MAX",
    "Event", "Lock", "RLock", "Semaphore", "BoundedSemaphore", "Thread", "Barrier", "BrokenBarrierError",
    "Timer", "ThreadError", "setprofile", "settrace", "local", "stack_size", "excepthook", "ExceptHookArgs",
    "gettrace", "getprofile", "get_native_id",
]

_CRLock = RLock
_allocate_lock = Lock


def setprofile(func):
    if func is not None:
        raise NotImplementedError("Loopscope has no profiling: threading.setprofile() takes None only")


def settrace(func):
    if func is not None:
        raise NotImplementedError("Loopscope has no tracing: threading.settrace() takes None only")


def getprofile():
    return None


def gettrace():
    return None


def _deprecated(old, instead):
    from warnings import warn

    # The interpreter counts no frames of the library: this is the caller's line.
    warn(f"{old}() is deprecated, {instead} instead", DeprecationWarning)


def _left(end):
    # Time has steps of a microsecond here: what is less is an error of rounding, and nothing to wait for.
    return round(end - _time(), 6)


def _at(self):
    cls = type(self)
    return f"<{cls.__module__}.{cls.__qualname__} at {id(self):#x}:"


class Condition:
    def __init__(self, lock=None):
        if lock is None:
            lock = RLock()
        self._lock = lock
        self.acquire = lock.acquire
        self.release = lock.release
        for name in ("_release_save", "_acquire_restore", "_is_owned"):
            if hasattr(lock, name):
                setattr(self, name, getattr(lock, name))
        self._waiters = []

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def __repr__(self):
        return f"<Condition({self._lock}, {len(self._waiters)})>"

    def _release_save(self):
        self._lock.release()

    def _acquire_restore(self, saved):
        self._lock.acquire()

    def _is_owned(self):
        if self._lock.acquire(False):
            self._lock.release()
            return False
        return True

    def wait(self, timeout=None):
        return self._wait(timeout, "Condition.wait")

    def _wait(self, timeout, what):
        if not self._is_owned():
            raise RuntimeError("cannot wait on un-acquired lock")
        # Taken twice: the second time when somebody notifies.
        waiter = _named_lock(what)
        waiter.acquire()
        self._waiters.append(waiter)
        saved = self._release_save()
        notified = False
        try:
            if timeout is None:
                notified = waiter.acquire()
            elif timeout > 0:
                notified = waiter.acquire(True, timeout)
            else:
                notified = waiter.acquire(False)
            return notified
        finally:
            self._acquire_restore(saved)
            if not notified and waiter in self._waiters:
                self._waiters.remove(waiter)

    def wait_for(self, predicate, timeout=None):
        return self._wait_for(predicate, timeout, self.wait)

    def _wait_for(self, predicate, timeout, wait):
        end = None
        result = predicate()
        while not result:
            if timeout is not None:
                if end is None:
                    end = _time() + timeout
                else:
                    timeout = _left(end)
                    if timeout <= 0:
                        break
            wait(timeout)
            result = predicate()
        return result

    def notify(self, n=1):
        if not self._is_owned():
            raise RuntimeError("cannot notify on un-acquired lock")
        waiters = self._waiters
        while n > 0 and waiters:
            waiter = waiters[0]
            try:
                waiter.release()
                n -= 1
            except RuntimeError:
                # Notified before, by somebody who was interrupted here.
                pass
            if waiter in waiters:
                waiters.remove(waiter)

    def notify_all(self):
        self.notify(len(self._waiters))

    def notifyAll(self):
        _deprecated("notifyAll", "use notify_all()")
        self.notify_all()


class Semaphore:
    def __init__(self, value=1):
        if value < 0:
            raise ValueError("semaphore initial value must be >= 0")
        self._cond = Condition(Lock())
        self._value = value

    def __repr__(self):
        return f"{_at(self)} value={self._value}>"

    def acquire(self, blocking=True, timeout=None):
        if not blocking and timeout is not None:
            raise ValueError("can't specify timeout for non-blocking acquire")
        end = None
        with self._cond:
            while self._value == 0:
                if not blocking:
                    return False
                if timeout is not None:
                    if end is None:
                        end = _time() + timeout
                    else:
                        timeout = _left(end)
                        if timeout <= 0:
                            return False
                self._cond._wait(timeout, "Semaphore.acquire")
            self._value -= 1
        return True

    __enter__ = acquire

    def release(self, n=1):
        if n < 1:
            raise ValueError("n must be one or more")
        with self._cond:
            self._value += n
            self._cond.notify(n)

    def __exit__(self, t, v, tb):
        self.release()


class BoundedSemaphore(Semaphore):
    def __init__(self, value=1):
        super().__init__(value)
        self._initial_value = value

    def __repr__(self):
        return f"{_at(self)} value={self._value}/{self._initial_value}>"

    def release(self, n=1):
        if n < 1:
            raise ValueError("n must be one or more")
        with self._cond:
            if self._value + n > self._initial_value:
                raise ValueError("Semaphore released too many times")
            self._value += n
            self._cond.notify(n)


class Event:
    def __init__(self):
        self._cond = Condition(Lock())
        self._flag = False

    def __repr__(self):
        return f"{_at(self)} {'set' if self._flag else 'unset'}>"

    def is_set(self):
        return self._flag

    def isSet(self):
        _deprecated("isSet", "use is_set()")
        return self.is_set()

    def set(self):
        with self._cond:
            self._flag = True
            self._cond.notify_all()

    def clear(self):
        with self._cond:
            self._flag = False

    def wait(self, timeout=None):
        return self._wait(timeout, "Event.wait")

    def _wait(self, timeout, what):
        with self._cond:
            return self._flag or self._cond._wait(timeout, what)


class BrokenBarrierError(RuntimeError):
    pass


_FILLING, _DRAINING, _RESETTING, _BROKEN = 0, 1, -1, -2


class Barrier:
    def __init__(self, parties, action=None, timeout=None):
        self._cond = Condition(Lock())
        self._action = action
        self._timeout = timeout
        self._parties = parties
        self._state = _FILLING
        self._count = 0

    def __repr__(self):
        state = "broken" if self.broken else f"waiters={self.n_waiting}/{self.parties}"
        return f"{_at(self)} {state}>"

    def wait(self, timeout=None):
        if timeout is None:
            timeout = self._timeout
        with self._cond:
            while self._state in (_DRAINING, _RESETTING):
                self._cond._wait(None, "Barrier.wait")
            if self._state == _BROKEN:
                raise BrokenBarrierError
            index = self._count
            self._count += 1
            try:
                if index + 1 == self._parties:
                    self._let_go()
                else:
                    self._wait(timeout)
                return index
            finally:
                self._count -= 1
                if self._count == 0 and self._state in (_DRAINING, _RESETTING):
                    self._state = _FILLING
                    self._cond.notify_all()

    def _let_go(self):
        try:
            if self._action:
                self._action()
            self._state = _DRAINING
            self._cond.notify_all()
        except:
            self._break()
            raise

    def _wait(self, timeout):
        cond = self._cond
        if not cond._wait_for(lambda: self._state != _FILLING, timeout, lambda left: cond._wait(left, "Barrier.wait")):
            self._break()
        if self._state < 0:
            raise BrokenBarrierError

    def reset(self):
        with self._cond:
            if self._count == 0:
                self._state = _FILLING
            elif self._state != _DRAINING:
                self._state = _RESETTING
            self._cond.notify_all()

    def abort(self):
        with self._cond:
            self._break()

    def _break(self):
        self._state = _BROKEN
        self._cond.notify_all()

    @property
    def parties(self):
        return self._parties

    @property
    def n_waiting(self):
        return self._count if self._state == _FILLING else 0

    @property
    def broken(self):
        return self._state == _BROKEN


# By ident; and those whose first step is to come.
_active = {}
_limbo = {}
# What `_shutdown` waits for: `_tstate_lock` of threads that are no daemons.
_shutdown_locks = {}
_counter = 0


def _newname(template):
    global _counter
    _counter += 1
    return template % _counter


class Thread:
    _initialized = False

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        assert group is None, "group argument must be None for now"
        if excepthook is None:
            raise RuntimeError("threading.excepthook is None")
        if name:
            name = str(name)
        else:
            name = _newname("Thread-%d")
            if target is not None:
                try:
                    name += f" ({target.__name__})"
                except AttributeError:
                    pass
        self._target = target
        self._name = name
        self._args = args
        self._kwargs = {} if kwargs is None else kwargs
        self._daemonic = current_thread().daemon if daemon is None else daemon
        self._ident = None
        self._native_id = None
        self._tstate_lock = None
        self._started = Event()
        self._is_stopped = False
        self._initialized = True
        self._stderr = _sys.stderr

    def __repr__(self):
        assert self._initialized, "Thread.__init__() was not called"
        self.is_alive()
        status = "stopped" if self._is_stopped else "started" if self._started.is_set() else "initial"
        if self._daemonic:
            status += " daemon"
        if self._ident is not None:
            status += f" {self._ident}"
        return f"<{type(self).__name__}({self._name}, {status})>"

    def start(self):
        if not self._initialized:
            raise RuntimeError("thread.__init__() not called")
        if self._started.is_set():
            raise RuntimeError("threads can only be started once")
        _limbo[self] = self
        try:
            _start(self._bootstrap, self._name)
        except Exception:
            del _limbo[self]
            raise
        self._started._wait(None, "Thread.start")

    def run(self):
        try:
            if self._target is not None:
                if type(self) is Thread and _elsewhere(self._target, self._args, self._kwargs, self._daemonic):
                    return
                self._target(*self._args, **self._kwargs)
        finally:
            _arrived()
            del self._target, self._args, self._kwargs

    def _bootstrap(self):
        try:
            self._set_ident()
            self._set_tstate_lock(_set_sentinel("Thread.join"))
            self._started.set()
            _active[self._ident] = self
            del _limbo[self]
            try:
                self.run()
            except BaseException as error:
                _invoke_excepthook(self, error)
        finally:
            _active.pop(get_ident(), None)

    def _set_ident(self):
        self._ident = get_ident()
        self._native_id = get_native_id()

    def _set_tstate_lock(self, lock):
        lock.acquire()
        self._tstate_lock = lock
        if not self.daemon:
            for other in list(_shutdown_locks):
                if not other.locked():
                    _shutdown_locks.pop(other, None)
            _shutdown_locks[lock] = None

    def _stop(self):
        _shutdown_locks.pop(self._tstate_lock, None)
        self._is_stopped = True
        self._tstate_lock = None

    def join(self, timeout=None):
        if not self._initialized:
            raise RuntimeError("Thread.__init__() not called")
        if not self._started.is_set():
            raise RuntimeError("cannot join thread before it is started")
        if self is current_thread():
            raise RuntimeError("cannot join current thread")
        if timeout is None:
            self._wait_for_tstate_lock()
        else:
            self._wait_for_tstate_lock(timeout=max(timeout, 0))

    def _wait_for_tstate_lock(self, block=True, timeout=-1):
        lock = self._tstate_lock
        if lock is None:
            return
        try:
            if lock.acquire(block, timeout):
                lock.release()
                self._stop()
        except:
            # As in CPython 3.11, where a thread counts as over when Ctrl+C interrupts who joins it.
            if lock.locked():
                lock.release()
                self._stop()
            raise

    @property
    def name(self):
        assert self._initialized, "Thread.__init__() not called"
        return self._name

    @name.setter
    def name(self, name):
        assert self._initialized, "Thread.__init__() not called"
        self._name = str(name)
        if self._ident is not None:
            _set_name(self._ident, self._name)

    @property
    def ident(self):
        assert self._initialized, "Thread.__init__() not called"
        return self._ident

    @property
    def native_id(self):
        assert self._initialized, "Thread.__init__() not called"
        return self._native_id

    def is_alive(self):
        assert self._initialized, "Thread.__init__() not called"
        if self._is_stopped or not self._started.is_set():
            return False
        self._wait_for_tstate_lock(False)
        return not self._is_stopped

    @property
    def daemon(self):
        assert self._initialized, "Thread.__init__() not called"
        return self._daemonic

    @daemon.setter
    def daemon(self, daemonic):
        if not self._initialized:
            raise RuntimeError("Thread.__init__() not called")
        if self._started.is_set():
            raise RuntimeError("cannot set daemon status of active thread")
        self._daemonic = daemonic

    def isDaemon(self):
        _deprecated("isDaemon", "get the daemon attribute")
        return self.daemon

    def setDaemon(self, daemonic):
        _deprecated("setDaemon", "set the daemon attribute")
        self.daemon = daemonic

    def getName(self):
        _deprecated("getName", "get the name attribute")
        return self.name

    def setName(self, name):
        _deprecated("setName", "set the name attribute")
        self.name = name


class ExceptHookArgs(tuple):
    __module__ = "_thread"

    def __new__(cls, args):
        try:
            self = tuple.__new__(cls, args)
        except TypeError:
            raise TypeError("constructor requires a sequence") from None
        if len(self) != 4:
            raise TypeError(f"_thread._ExceptHookArgs() takes a 4-sequence ({len(self)}-sequence given)")
        return self

    exc_type = property(lambda self: self[0])
    exc_value = property(lambda self: self[1])
    exc_traceback = property(lambda self: self[2])
    thread = property(lambda self: self[3])

    def __repr__(self):
        kind, value, traceback, thread = self
        return (
            f"_thread._ExceptHookArgs(exc_type={kind!r}, exc_value={value!r}, exc_traceback={traceback!r}, "
            f"thread={thread!r})"
        )


ExceptHookArgs.__name__ = ExceptHookArgs.__qualname__ = "_ExceptHookArgs"
_HEADING = "Traceback (most recent call last):\n"


def excepthook(args, /):
    if type(args) is not ExceptHookArgs:
        raise TypeError("_thread.excepthook argument type must be ExceptHookArgs")
    kind, value, traceback, thread = args
    if kind is SystemExit:
        return
    stderr = _sys.stderr
    if stderr is None:
        stderr = None if thread is None else thread._stderr
        if stderr is None:
            return
    from traceback import format_exception

    text = "".join(format_exception(kind, value, traceback))
    if _HEADING not in text:
        # It passed through frames of the library only, which are not shown.
        text = _HEADING + text
    name = get_ident() if thread is None else thread.name
    print(f"Exception in thread {name}:\n{text}", end="", file=stderr, flush=True)


excepthook.__name__ = excepthook.__qualname__ = "_excepthook"
excepthook.__module__ = "_thread"
__excepthook__ = excepthook


def _invoke_excepthook(thread, error):
    if type(error) is not SystemExit:
        _uncaught(error)
    try:
        (excepthook or __excepthook__)(ExceptHookArgs((type(error), error, error.__traceback__, thread)))
    except Exception as error:
        error.__suppress_context__ = True
        print("Exception in threading.excepthook:", file=_sys.stderr or thread._stderr, flush=True)
        (_sys.excepthook or _sys.__excepthook__)(type(error), error, error.__traceback__)


class Timer(Thread):
    def __init__(self, interval, function, args=None, kwargs=None):
        Thread.__init__(self)
        self.interval = interval
        self.function = function
        self.args = [] if args is None else args
        self.kwargs = {} if kwargs is None else kwargs
        self.finished = Event()

    def cancel(self):
        self.finished.set()

    def run(self):
        self.finished._wait(self.interval, "Timer")
        if not self.finished.is_set():
            self.function(*self.args, **self.kwargs)
        self.finished.set()


class _MainThread(Thread):
    def __init__(self):
        Thread.__init__(self, name="MainThread", daemon=False)
        # It may be another thread that imports this module.
        self._ident = _main_ident()
        self._native_id = get_native_id()
        # `_shutdown` releases it.
        self._set_tstate_lock(_named_lock("Thread.join"))
        self._started.set()
        _active[self._ident] = self


class _DummyThread(Thread):
    """A thread that was not started here."""

    def __init__(self):
        Thread.__init__(self, name=_newname("Dummy-%d"), daemon=True)
        self._started.set()
        self._set_ident()
        _set_name(self._ident, self._name)
        _active[self._ident] = self

    def _stop(self):
        pass

    def is_alive(self):
        return True

    def join(self, timeout=None):
        assert False, "cannot join a dummy thread"


def current_thread():
    try:
        return _active[get_ident()]
    except KeyError:
        return _DummyThread()


def currentThread():
    _deprecated("currentThread", "use current_thread()")
    return current_thread()


def active_count():
    return len(_active) + len(_limbo)


def activeCount():
    _deprecated("activeCount", "use active_count()")
    return active_count()


def enumerate():
    return list(_active.values()) + list(_limbo.values())


_threading_atexits = []
_SHUTTING_DOWN = False


def _register_atexit(func, *args, **kwargs):
    if _SHUTTING_DOWN:
        raise RuntimeError("can't register atexit after shutdown")
    if not callable(func):
        raise TypeError("the first argument must be callable")
    _threading_atexits.append(lambda: func(*args, **kwargs))


_main_thread = _MainThread()


def main_thread():
    return _main_thread


def _enter_island(name, daemon):
    """The thread that runs is one that another heap has started."""
    thread = Thread(name=name, daemon=daemon)
    thread._set_ident()
    thread._started.set()
    _active[thread._ident] = thread


def _shutdown():
    global _SHUTTING_DOWN
    if _main_thread._is_stopped:
        return
    _SHUTTING_DOWN = True
    for function in reversed(_threading_atexits):
        function()
    # Others may wait for the main thread, too.
    _main_thread._tstate_lock.release()
    _main_thread._stop()
    while _shutdown_locks:
        for lock in list(_shutdown_locks):
            lock.acquire()
            lock.release()
            _shutdown_locks.pop(lock, None)
