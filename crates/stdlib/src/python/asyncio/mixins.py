"""What locks and queues have in common: they belong to the loop in which somebody first waits for them."""

from _asyncio import get_running_loop


def _line():
    """A queue of waiting futures. `collections` takes its time to load, which most programs can save."""
    from collections import deque

    return deque()


class _LoopBoundMixin:
    _loop = None

    def _get_loop(self):
        loop = get_running_loop()
        if self._loop is None:
            self._loop = loop
        if self._loop is not loop:
            raise RuntimeError(f"{self!r} is bound to a different event loop")
        return loop
