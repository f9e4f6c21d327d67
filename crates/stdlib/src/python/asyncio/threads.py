"""Calls in threads of the default executor."""

from _asyncio import get_running_loop

__all__ = ("to_thread",)


async def to_thread(func, /, *args, **kwargs):
    # As a tuple, for threads can't share dicts.
    return await get_running_loop().run_in_executor(None, _call, func, args, tuple(kwargs.items()))


def _call(func, args, kwargs):
    return func(*args, **dict(kwargs))
