"""Futures that threads wait for."""

from collections import namedtuple
from threading import Condition, Event, Lock, _left
from time import monotonic

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"

PENDING = "PENDING"
RUNNING = "RUNNING"
CANCELLED = "CANCELLED"
CANCELLED_AND_NOTIFIED = "CANCELLED_AND_NOTIFIED"
FINISHED = "FINISHED"
_CANCELS = (CANCELLED, CANCELLED_AND_NOTIFIED)
_DONE = (CANCELLED, CANCELLED_AND_NOTIFIED, FINISHED)
_NOTIFIED = (CANCELLED_AND_NOTIFIED, FINISHED)

TimeoutError = TimeoutError


class Error(Exception):
    pass


class CancelledError(Error):
    pass


class InvalidStateError(Error):
    pass


class BrokenExecutor(RuntimeError):
    pass


def _log():
    from logging import getLogger

    return getLogger("concurrent.futures")


class _Waiter:
    """Whom futures tell that they are done: by default the first one sets the event."""

    def __init__(self):
        self.event = Event()
        self.finished_futures = []

    def add_result(self, future):
        self.finished_futures.append(future)
        self.event.set()

    add_exception = add_cancelled = add_result


class _AsCompletedWaiter(_Waiter):
    def __init__(self):
        super().__init__()
        self.lock = Lock()

    def add_result(self, future):
        with self.lock:
            super().add_result(future)

    add_exception = add_cancelled = add_result


class _AllCompletedWaiter(_Waiter):
    def __init__(self, pending, stop_on_exception):
        super().__init__()
        self.num_pending_calls = pending
        self.stop_on_exception = stop_on_exception
        self.lock = Lock()

    def add_result(self, future):
        self.finished_futures.append(future)
        with self.lock:
            self.num_pending_calls -= 1
            if not self.num_pending_calls:
                self.event.set()

    add_cancelled = add_result

    def add_exception(self, future):
        if self.stop_on_exception:
            super().add_result(future)
        else:
            self.add_result(future)


class _AcquireFutures:
    def __init__(self, futures):
        self.futures = sorted(futures, key=id)

    def __enter__(self):
        for future in self.futures:
            future._condition.acquire()

    def __exit__(self, *args):
        for future in self.futures:
            future._condition.release()


def _remember(waiter, futures):
    for future in futures:
        future._waiters.append(waiter)


def _forget(waiter, futures):
    for future in futures:
        with future._condition:
            future._waiters.remove(waiter)


def as_completed(fs, timeout=None):
    end = None if timeout is None else timeout + monotonic()
    # In the order in which they were given: so come those that have ended before.
    fs = dict.fromkeys(fs)
    total = len(fs)
    waiter = _AsCompletedWaiter()
    with _AcquireFutures(fs):
        finished = [future for future in fs if future._state in _NOTIFIED]
        _remember(waiter, fs)
    try:
        while True:
            finished.reverse()
            while finished:
                _forget(waiter, finished[-1:])
                del fs[finished[-1]]
                yield finished.pop()
            if not fs:
                return
            left = None
            if end is not None:
                left = _left(end)
                if left <= 0:
                    raise TimeoutError(f"{len(fs)} (of {total}) futures unfinished")
            waiter.event._wait(left, "as_completed")
            with waiter.lock:
                finished = waiter.finished_futures
                waiter.finished_futures = []
                waiter.event.clear()
    finally:
        _forget(waiter, fs)


DoneAndNotDoneFutures = namedtuple("DoneAndNotDoneFutures", "done not_done", module=__name__)


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    fs = set(fs)
    with _AcquireFutures(fs):
        done = {future for future in fs if future._state in _NOTIFIED}
        enough = len(done) == len(fs)
        if done and return_when == FIRST_COMPLETED:
            enough = True
        elif done and return_when == FIRST_EXCEPTION:
            enough = enough or any(not future.cancelled() and future.exception() is not None for future in done)
        if enough:
            return DoneAndNotDoneFutures(done, fs - done)
        if return_when == FIRST_COMPLETED:
            waiter = _Waiter()
        elif return_when in (FIRST_EXCEPTION, ALL_COMPLETED):
            waiter = _AllCompletedWaiter(len(fs) - len(done), return_when == FIRST_EXCEPTION)
        else:
            raise ValueError(f"Invalid return condition: {return_when!r}")
        _remember(waiter, fs)
    waiter.event._wait(timeout, "futures.wait")
    _forget(waiter, fs)
    done.update(waiter.finished_futures)
    return DoneAndNotDoneFutures(done, fs - done)


class Future:
    def __init__(self):
        self._condition = Condition()
        self._state = PENDING
        self._result = None
        self._exception = None
        self._waiters = []
        self._done_callbacks = []

    def __repr__(self):
        with self._condition:
            state = "cancelled" if self._state in _CANCELS else self._state.lower()
            if self._state == FINISHED:
                if self._exception:
                    state += f" raised {type(self._exception).__name__}"
                else:
                    state += f" returned {type(self._result).__name__}"
            return f"<{type(self).__name__} at {id(self):#x} state={state}>"

    def __class_getitem__(cls, item):
        from types import GenericAlias

        return GenericAlias(cls, item)

    def _invoke_callbacks(self):
        for callback in self._done_callbacks:
            self._call(callback)

    def _call(self, callback):
        try:
            callback(self)
        except Exception:
            _log().exception("exception calling callback for %r", self)

    def cancel(self):
        with self._condition:
            if self._state in (RUNNING, FINISHED):
                return False
            if self._state in _CANCELS:
                return True
            self._state = CANCELLED
            self._condition.notify_all()
        self._invoke_callbacks()
        return True

    def cancelled(self):
        with self._condition:
            return self._state in _CANCELS

    def running(self):
        with self._condition:
            return self._state == RUNNING

    def done(self):
        with self._condition:
            return self._state in _DONE

    def add_done_callback(self, fn):
        with self._condition:
            if self._state not in _DONE:
                self._done_callbacks.append(fn)
                return
        self._call(fn)

    def _wait(self, timeout, what):
        if self._state not in _DONE:
            self._condition._wait(timeout, what)
        if self._state in _CANCELS:
            raise CancelledError()
        if self._state != FINISHED:
            raise TimeoutError()

    def result(self, timeout=None):
        with self._condition:
            self._wait(timeout, "Future.result")
            if self._exception:
                raise self._exception
            return self._result

    def exception(self, timeout=None):
        with self._condition:
            self._wait(timeout, "Future.exception")
            return self._exception

    def set_running_or_notify_cancel(self):
        with self._condition:
            if self._state == CANCELLED:
                self._state = CANCELLED_AND_NOTIFIED
                for waiter in self._waiters:
                    waiter.add_cancelled(self)
                return False
            if self._state == PENDING:
                self._state = RUNNING
                return True
            _log().critical("Future %s in unexpected state: %s", id(self), self._state)
            raise RuntimeError("Future in unexpected state")

    def _check_pending(self):
        if self._state in _DONE:
            raise InvalidStateError(f"{self._state}: {self!r}")

    def set_result(self, result):
        with self._condition:
            self._check_pending()
            self._result = result
            self._state = FINISHED
            for waiter in self._waiters:
                waiter.add_result(self)
            self._condition.notify_all()
        self._invoke_callbacks()

    def set_exception(self, exception):
        with self._condition:
            self._check_pending()
            self._exception = exception
            self._state = FINISHED
            for waiter in self._waiters:
                waiter.add_exception(self)
            self._condition.notify_all()
        self._invoke_callbacks()


def _result_or_cancel(future, timeout):
    try:
        return future.result(timeout)
    finally:
        future.cancel()


class Executor:
    def submit(self, fn, /, *args, **kwargs):
        raise NotImplementedError()

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        end = None if timeout is None else timeout + monotonic()
        fs = [self.submit(fn, *args) for args in zip(*iterables)]

        def result_iterator():
            try:
                fs.reverse()
                while fs:
                    yield _result_or_cancel(fs.pop(), None if end is None else _left(end))
            finally:
                for future in fs:
                    future.cancel()

        return result_iterator()

    def shutdown(self, wait=True, *, cancel_futures=False):
        pass

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.shutdown(wait=True)
        return False
