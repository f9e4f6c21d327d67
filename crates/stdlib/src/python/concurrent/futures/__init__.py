"""concurrent.futures"""

from concurrent.futures._base import (
    ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION, CancelledError, Executor, Future, InvalidStateError,
    as_completed, wait,
)
from concurrent.futures.thread import ThreadPoolExecutor

TimeoutError = TimeoutError

__all__ = (
    "FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED", "CancelledError", "TimeoutError", "InvalidStateError",
    "Future", "Executor", "wait", "as_completed", "ThreadPoolExecutor",
)
