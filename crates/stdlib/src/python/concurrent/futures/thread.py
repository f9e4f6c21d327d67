"""ThreadPoolExecutor: threads that take work from a queue."""

from _asyncio import on_drop
from concurrent.futures import _base
from os import cpu_count
from queue import Empty, SimpleQueue
from threading import Lock, Semaphore, Thread, _register_atexit, current_thread

_threads_queues = {}
_shutdown = False
_global_shutdown_lock = Lock()
_numbers = 0


def _python_exit():
    global _shutdown
    with _global_shutdown_lock:
        _shutdown = True
    entries = list(_threads_queues.items())
    for _, work in entries:
        work.put(None)
    for thread, _ in entries:
        thread.join()


_register_atexit(_python_exit)


class _WorkItem:
    def __init__(self, future, fn, args, kwargs):
        self.future = future
        self.fn = fn
        self.args = args
        self.kwargs = kwargs

    def run(self):
        if not self.future.set_running_or_notify_cancel():
            return
        try:
            result = self.fn(*self.args, **self.kwargs)
        except BaseException as error:
            self.future.set_exception(error)
        else:
            self.future.set_result(result)


class _Shared:
    """What an executor and its threads know, so that threads don't hold the executor."""

    def __init__(self):
        self.work = SimpleQueue()
        self.idle = Semaphore(0)
        self.lock = Lock()
        self.broken = self.shutdown = self.dropped = False

    def drain(self):
        """The futures of what nobody has begun."""
        while True:
            try:
                item = self.work.get_nowait()
            except Empty:
                return
            if item is not None:
                yield item.future

    def drop(self):
        self.dropped = True
        self.work.put(None)

    def fail(self):
        with self.lock:
            self.broken = "A thread initializer failed, the thread pool is not usable anymore"
            for future in self.drain():
                future.set_exception(BrokenThreadPool(self.broken))


def _worker(shared, initializer, initargs):
    try:
        _work(shared, initializer, initargs)
    except BaseException:
        _base._log().critical("Exception in worker", exc_info=True)
    finally:
        _threads_queues.pop(current_thread(), None)


def _work(shared, initializer, initargs):
    if initializer is not None:
        try:
            initializer(*initargs)
        except BaseException:
            _base._log().critical("Exception in initializer:", exc_info=True)
            if not shared.dropped:
                shared.fail()
            return
    while True:
        item = shared.work.get()
        if item is not None:
            item.run()
            del item
            if not shared.dropped:
                shared.idle.release()
        elif _shutdown or shared.dropped or shared.shutdown:
            shared.shutdown = True
            # For the next thread.
            shared.work.put(None)
            return


class BrokenThreadPool(_base.BrokenExecutor):
    pass


class ThreadPoolExecutor(_base.Executor):
    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=()):
        global _numbers
        if max_workers is None:
            max_workers = min(32, cpu_count() + 4)
        if max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        if not thread_name_prefix:
            thread_name_prefix = f"ThreadPoolExecutor-{_numbers}"
            _numbers += 1
        self._max_workers = max_workers
        self._thread_name_prefix = thread_name_prefix
        self._initializer = initializer
        self._initargs = initargs
        self._threads = set()
        self._shared = shared = _Shared()
        self._work_queue = shared.work
        self._idle_semaphore = shared.idle
        self._shutdown_lock = shared.lock
        self._unused = on_drop(shared.drop)

    _broken = property(lambda self: self._shared.broken)
    _shutdown = property(lambda self: self._shared.shutdown)

    def submit(self, fn, /, *args, **kwargs):
        with self._shutdown_lock, _global_shutdown_lock:
            if self._broken:
                raise BrokenThreadPool(self._broken)
            if self._shutdown:
                raise RuntimeError("cannot schedule new futures after shutdown")
            if _shutdown:
                raise RuntimeError("cannot schedule new futures after interpreter shutdown")
            future = _base.Future()
            self._work_queue.put(_WorkItem(future, fn, args, kwargs))
            self._adjust_thread_count()
            return future

    def _adjust_thread_count(self):
        if self._idle_semaphore.acquire(timeout=0):
            return
        count = len(self._threads)
        if count < self._max_workers:
            args = (self._shared, self._initializer, self._initargs)
            thread = Thread(name=f"{self._thread_name_prefix}_{count}", target=_worker, args=args)
            thread.start()
            self._threads.add(thread)
            _threads_queues[thread] = self._work_queue

    def shutdown(self, wait=True, *, cancel_futures=False):
        with self._shutdown_lock:
            self._shared.shutdown = True
            if cancel_futures:
                for future in self._shared.drain():
                    future.cancel()
            self._work_queue.put(None)
        if wait:
            for thread in self._threads:
                thread.join()
