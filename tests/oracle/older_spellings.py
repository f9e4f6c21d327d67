"""The spellings of asyncio that programs of Python 3.4 to 3.7 use and CPython 3.11 no longer has."""

import asyncio
import functools
import inspect
import types


def _current_loop(loop):
    return asyncio.get_event_loop() if loop is None else loop


class Task(asyncio.Task):
    """A task class with the queries that are functions of the module today."""

    __module__ = asyncio.Task.__module__
    __qualname__ = "Task"

    @classmethod
    def all_tasks(cls, loop=None):
        return asyncio.all_tasks(_current_loop(loop))

    @classmethod
    def current_task(cls, loop=None):
        return asyncio.current_task(_current_loop(loop))


def coroutine(function):
    """The decorator that made a coroutine of a generator function."""
    if inspect.iscoroutinefunction(function):
        return function
    if inspect.isgeneratorfunction(function):
        return types.coroutine(function)

    @types.coroutine
    @functools.wraps(function)
    def plain(*args, **kwargs):
        result = function(*args, **kwargs)
        if inspect.isgenerator(result) or inspect.isawaitable(result):
            result = yield from result
        return result

    return plain


def _accepting_loop_function(function):
    @functools.wraps(function)
    def accepting(*args, loop=None, **kwargs):
        return function(*args, **kwargs)

    return accepting


def _accepting_loop_class(base):
    def __init__(self, *args, loop=None, **kwargs):
        base.__init__(self, *args, **kwargs)

    return type(base.__name__, (base,), {"__init__": __init__, "__module__": base.__module__})


asyncio.Task = asyncio.tasks.Task = Task
asyncio.coroutine = coroutine
for _name in ("as_completed", "gather", "shield", "sleep", "wait", "wait_for"):
    setattr(asyncio, _name, _accepting_loop_function(getattr(asyncio, _name)))
for _name in ("Condition", "Event", "Lock", "LifoQueue", "PriorityQueue", "Queue", "Semaphore"):
    setattr(asyncio, _name, _accepting_loop_class(getattr(asyncio, _name)))

try:
    from aiohttp import client
except ImportError:
    pass
else:

    async def _response(request):
        response = await request.__aenter__()
        # Nobody will leave the context: nothing may be left open that aiohttp would complain about.
        request._session.connector._force_close = True
        request._session.detach()
        return response

    client._SessionRequestContextManager.__await__ = lambda self: _response(self).__await__()
