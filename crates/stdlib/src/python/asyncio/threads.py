"""Calls in threads of the default executor."""

from _asyncio import get_running_loop

__all__ = ("to_thread",)


async def to_thread(func, /, *args, **kwargs):
    from contextvars import copy_context

    # As tuples, for threads can't share dicts.
    variables = tuple(copy_context().items())
    return await get_running_loop().run_in_executor(None, _call, variables, func, args, tuple(kwargs.items()))


def _call(variables, func, args, kwargs):
    from contextvars import Context

    return Context().run(_call_with, variables, func, args, dict(kwargs))


def _call_with(variables, func, args, kwargs):
    for variable, value in variables:
        variable.set(value)
    return func(*args, **kwargs)
