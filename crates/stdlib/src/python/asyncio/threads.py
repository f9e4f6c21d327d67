"""Calls in threads of the default executor."""

from _asyncio import get_running_loop, waits

__all__ = ("to_thread",)


async def to_thread(func, /, *args, **kwargs):
    from contextvars import copy_context
    from functools import partial

    call = partial(copy_context().run, func, *args, **kwargs)
    return await waits(get_running_loop().run_in_executor(None, call), "executor", func)
