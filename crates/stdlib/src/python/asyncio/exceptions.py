"""The exceptions of asyncio."""

from _asyncio import CancelledError, InvalidStateError

__all__ = ("BrokenBarrierError", "CancelledError", "InvalidStateError", "TimeoutError")

TimeoutError = TimeoutError


class BrokenBarrierError(RuntimeError):
    pass
