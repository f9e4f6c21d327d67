"""What locks and queues have in common: they belong to the loop in which somebody first waits for them."""

from _asyncio import get_running_loop


class _LoopBoundMixin:
    _loop = None

    def _get_loop(self):
        loop = get_running_loop()
        if self._loop is None:
            self._loop = loop
        if self._loop is not loop:
            raise RuntimeError(f"{self!r} is bound to a different event loop")
        return loop
