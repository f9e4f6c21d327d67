"""What concurrent.futures has besides its executor."""

import queue
import threading
from threading import _adopt

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"


def _repr_future(self):
    at = f"<Future at {hex(id(self))}"
    if self.cancelled():
        return f"{at} state=cancelled>"
    if not self.done():
        return f"{at} state={'running' if self.running() else 'pending'}>"
    error = self.exception()
    if error is not None:
        return f"{at} state=finished raised {type(error).__name__}>"
    return f"{at} state=finished returned {type(self.result()).__name__}>"


_adopt(Future, "__repr__", _repr_future)


class DoneAndNotDoneFutures(tuple):
    done = property(lambda self: self[0])
    not_done = property(lambda self: self[1])

    def __repr__(self):
        return f"DoneAndNotDoneFutures(done={self[0]!r}, not_done={self[1]!r})"


def _ended(fs, timeout):
    """The futures in the order in which they end; TimeoutError when time is over."""
    import time

    arrivals = queue.SimpleQueue()
    fs = list(dict.fromkeys(fs))
    for future in fs:
        future.add_done_callback(arrivals.put)
    end = None if timeout is None else time.monotonic() + timeout
    for _ in fs:
        try:
            yield arrivals.get(timeout=None if end is None else max(0, end - time.monotonic()))
        except queue.Empty:
            unfinished = sum(not future.done() for future in fs)
            raise TimeoutError(f"{unfinished} (of {len(fs)}) futures unfinished") from None


def as_completed(fs, timeout=None):
    yield from _ended(fs, timeout)


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    fs = set(fs)
    done = {future for future in fs if future.done()}
    failed = any(not future.cancelled() and future.exception() is not None for future in done)
    enough = done and (return_when == FIRST_COMPLETED or return_when == FIRST_EXCEPTION and failed)
    if not enough and len(done) < len(fs):
        try:
            for future in _ended(fs - done, timeout):
                done.add(future)
                if return_when == FIRST_COMPLETED:
                    break
                if return_when == FIRST_EXCEPTION and not future.cancelled() and future.exception() is not None:
                    break
        except TimeoutError:
            pass
    return DoneAndNotDoneFutures((done, fs - done))


class Executor:
    def submit(self, fn, /, *args, **kwargs):
        raise NotImplementedError()

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        import time

        end = None if timeout is None else time.monotonic() + timeout
        fs = [self.submit(fn, *args) for args in zip(*iterables)]

        def results():
            try:
                fs.reverse()
                while fs:
                    future = fs.pop()
                    yield future.result() if end is None else future.result(end - time.monotonic())
            finally:
                for future in fs:
                    future.cancel()

        return results()

    def shutdown(self, wait=True, *, cancel_futures=False):
        pass

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.shutdown(wait=True)
        return False
