"""ThreadPoolExecutor: Python threads that take work from a queue."""

import queue
import threading
from concurrent.futures._base import Executor, Future
from threading import _check_shareable, _register

_numbers = 0
_executors = []


def _python_exit():
    for executor in _executors:
        executor.shutdown()


_register("python_exit", _python_exit)


def _worker(work, idle, initializer, initargs):
    if initializer is not None:
        initializer(*initargs)
    while True:
        try:
            item = work.get_nowait()
        except queue.Empty:
            idle.release()
            item = work.get()
        if item is None:
            # For the next thread.
            work.put(None)
            return
        future, function, args, kwargs = item
        del item
        if not future.set_running_or_notify_cancel():
            continue
        try:
            result = function(*args, **dict(kwargs))
        except BaseException as error:
            future.set_exception(error)
        else:
            future.set_result(result)
        del future, function, args, kwargs


class ThreadPoolExecutor(Executor):
    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=()):
        global _numbers
        if max_workers is None:
            max_workers = 8
        if max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        if not thread_name_prefix:
            thread_name_prefix = f"ThreadPoolExecutor-{_numbers}"
            _numbers += 1
        self._max_workers = max_workers
        self._prefix = thread_name_prefix
        self._initializer = initializer
        self._initargs = tuple(initargs)
        self._work_queue = queue.SimpleQueue()
        self._idle = threading.Semaphore(0)
        self._threads = []
        self._pending = []
        self._shutdown = False
        _executors.append(self)

    def submit(self, fn, /, *args, **kwargs):
        if self._shutdown:
            raise RuntimeError("cannot schedule new futures after shutdown")
        kwargs = tuple(kwargs.items())
        # Here, rather than in the thread that takes it out, is where the caller can see why not.
        _check_shareable(fn, args, kwargs)
        future = Future()
        self._pending = [other for other in self._pending if not other.done()]
        self._pending.append(future)
        self._work_queue.put((future, fn, args, kwargs))
        self._adjust_thread_count()
        return future

    def _adjust_thread_count(self):
        if self._idle.acquire(timeout=0):
            return
        count = len(self._threads)
        if count < self._max_workers:
            args = (self._work_queue, self._idle, self._initializer, self._initargs)
            thread = threading.Thread(name=f"{self._prefix}_{count}", target=_worker, args=args)
            self._threads.append(thread)
            thread.start()

    def shutdown(self, wait=True, *, cancel_futures=False):
        if not self._shutdown:
            self._shutdown = True
            if cancel_futures:
                for future in self._pending:
                    future.cancel()
            self._work_queue.put(None)
        if wait:
            for thread in self._threads:
                thread.join()
            if self in _executors:
                _executors.remove(self)
