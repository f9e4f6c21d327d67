"""Tasks, and the ways to wait for several of them."""

from _asyncio import CancelledError, Task, adopt, all_tasks, create_task, current_task, ensure_future
from _asyncio import _cancel_submitted, _register_submitted, _submit, _tell_home
from _asyncio import gather, get_event_loop, get_running_loop, iscoroutine, isfuture, register_helper
from _asyncio import _set_result_unless_cancelled, has_yielded, shortcut, waits, yield_once

__all__ = (
    "ALL_COMPLETED",
    "FIRST_COMPLETED",
    "FIRST_EXCEPTION",
    "Task",
    "all_tasks",
    "as_completed",
    "create_task",
    "current_task",
    "ensure_future",
    "gather",
    "run_coroutine_threadsafe",
    "shield",
    "sleep",
    "wait",
    "wait_for",
)

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"


def __getattr__(name):
    from .base_events import _in_own_way

    return _in_own_way("module_attribute", "asyncio.tasks", name)


async def sleep(delay, result=None, *, loop=None):
    if delay <= 0:
        await yield_once()
        return result
    loop = get_running_loop()
    future = loop.create_future()
    handle = loop.call_later(delay, _set_result_unless_cancelled, future, result)
    try:
        return await waits(future, "sleep", handle)
    finally:
        handle.cancel()


shortcut(sleep, has_yielded, _set_result_unless_cancelled)


async def wait(fs, *, timeout=None, return_when=ALL_COMPLETED, loop=None):
    if isfuture(fs) or iscoroutine(fs):
        raise TypeError(f"expect a list of futures, not {type(fs).__name__}")
    if not fs:
        raise ValueError("Set of Tasks/Futures is empty.")
    if return_when not in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
        raise ValueError(f"Invalid return_when value: {return_when}")
    fs = set(fs)
    if any(iscoroutine(each) for each in fs):
        raise TypeError("Passing coroutines is forbidden, use tasks explicitly.")
    return await _wait(fs, timeout, return_when, get_running_loop())


async def _wait(fs, timeout, return_when, loop):
    waiter = loop.create_future()
    missing = len(fs)

    def _over():
        if not waiter.done():
            waiter.set_result(None)

    handle = None if timeout is None else loop.call_later(timeout, _over)

    def _on_completion(future):
        nonlocal missing
        missing -= 1
        if missing > 0 and return_when != FIRST_COMPLETED:
            if return_when != FIRST_EXCEPTION or future.cancelled() or future.exception() is None:
                return
        if handle is not None:
            handle.cancel()
        _over()

    for future in fs:
        future.add_done_callback(_on_completion)
    try:
        await waits(waiter, "wait", handle, fs)
    finally:
        if handle is not None:
            handle.cancel()
        for future in fs:
            future.remove_done_callback(_on_completion)
    done, pending = set(), set()
    for future in fs:
        (done if future.done() else pending).add(future)
    return done, pending


async def wait_for(fut, timeout, *, loop=None):
    loop = get_running_loop()
    if timeout is None:
        return await fut
    if timeout <= 0:
        fut = ensure_future(fut, loop=loop)
        if fut.done():
            return fut.result()
        await _cancel_and_wait(fut, loop)
        return _result_in_time(fut)
    waiter = loop.create_future()

    def _release(*_):
        if not waiter.done():
            waiter.set_result(None)

    handle = loop.call_later(timeout, _release)
    fut = ensure_future(fut, loop=loop)
    fut.add_done_callback(_release)
    try:
        try:
            await waits(waiter, "wait_for", fut, handle)
        except CancelledError:
            if fut.done():
                return fut.result()
            fut.remove_done_callback(_release)
            # The awaited future's end must be known before the caller goes on.
            await _cancel_and_wait(fut, loop)
            raise
        if fut.done():
            return fut.result()
        fut.remove_done_callback(_release)
        await _cancel_and_wait(fut, loop)
        return _result_in_time(fut)
    finally:
        handle.cancel()


def _result_in_time(future):
    try:
        return future.result()
    except CancelledError as error:
        raise TimeoutError from error


async def _cancel_and_wait(future, loop):
    waiter = loop.create_future()

    def _release(_):
        if not waiter.done():
            waiter.set_result(None)

    future.add_done_callback(_release)
    try:
        future.cancel()
        await waits(waiter, "end", future)
    finally:
        future.remove_done_callback(_release)


class _AsCompleted:
    """What `as_completed` gives: `for` yields coroutines, as always; `async for` yields futures, as since 3.13."""

    def __init__(self, fs, timeout):
        self._fs = fs
        self._timeout = timeout
        self._left = None

    def _start(self):
        from .queues import Queue

        fs = self._fs
        if isfuture(fs) or iscoroutine(fs):
            raise TypeError(f"expect an iterable of futures, not {type(fs).__name__}")
        self._done = Queue()
        loop = get_event_loop()
        self._todo = {ensure_future(each, loop=loop): None for each in dict.fromkeys(fs)}
        self._left = self._total = len(self._todo)
        self._fs = None
        self._handle = None
        for future in self._todo:
            future.add_done_callback(self._on_completion)
        if self._todo and self._timeout is not None:
            self._handle = loop.call_later(self._timeout, self._on_timeout)

    def _on_timeout(self):
        for future in self._todo:
            future.remove_done_callback(self._on_completion)
            self._done.put_nowait(None)
        self._todo.clear()
        # It keeps this, which keeps what is done.
        self._handle = None

    def _on_completion(self, future):
        if future not in self._todo:
            return
        del self._todo[future]
        self._done.put_nowait(future)
        if not self._todo and self._handle is not None:
            self._handle.cancel()

    def _take(self, end):
        if self._left is None:
            self._start()
        if self._left == 0:
            raise end
        self._left -= 1

    def __iter__(self):
        return self

    def __next__(self):
        self._take(StopIteration)
        return self._wait_for_one()

    async def _wait_for_one(self):
        return (await self._next_future()).result()

    def __aiter__(self):
        return self

    async def __anext__(self):
        self._take(StopAsyncIteration)
        return await self._next_future()

    async def _next_future(self):
        queue = self._done
        while queue.empty():
            waiter, done = queue._get_loop().create_future(), self._total - len(self._todo)
            waits(waiter, "as_completed", self._handle, done, self._total)
            await queue._wait(waiter, queue._getters, queue.empty)
        future = queue.get_nowait()
        if future is None:
            raise TimeoutError
        return future


def as_completed(fs, *, timeout=None, loop=None):
    return _AsCompleted(fs, timeout)


def shield(arg, *, loop=None):
    inner = ensure_future(arg, loop=loop)
    if inner.done():
        return inner
    outer = waits(inner.get_loop().create_future(), "shield", inner)

    def _inner_done_callback(inner):
        if outer.cancelled():
            if not inner.cancelled():
                # Looked at: nobody else will ask for it.
                inner.exception()
        elif inner.cancelled():
            outer.cancel()
        elif inner.exception() is not None:
            outer.set_exception(inner.exception())
        else:
            outer.set_result(inner.result())

    def _outer_done_callback(_):
        if not inner.done():
            inner.remove_done_callback(_inner_done_callback)

    inner.add_done_callback(_inner_done_callback)
    outer.add_done_callback(_outer_done_callback)
    return outer


def run_coroutine_threadsafe(coro, loop):
    if not iscoroutine(coro):
        raise TypeError("A coroutine object is required")
    from concurrent.futures import Future
    from .futures import _chain_future

    future = Future()
    number = _submit(loop, coro, future)
    if number is not None:
        future.add_done_callback(lambda future: future.cancelled() and _cancel_submitted(loop, number))
        return future

    def callback():
        try:
            _chain_future(ensure_future(coro, loop=loop), future)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            if future.set_running_or_notify_cancel():
                future.set_exception(error)
            raise

    loop.call_soon_threadsafe(callback)
    return future


def _submitted(number, coro, loop):
    """The same where the loop was in a worker when it was called."""
    task = ensure_future(coro, loop=loop)
    _register_submitted(number, task)
    task.add_done_callback(lambda task: _tell_home(number, task))


def _complete(future, how, value):
    if how == "cancelled":
        future.cancel()
    if future.set_running_or_notify_cancel():
        if how == "exception":
            from .futures import _convert_exception

            future.set_exception(_convert_exception(value))
        else:
            future.set_result(value)


def _complete_from(future, task):
    from .futures import _set_concurrent_future_state

    _set_concurrent_future_state(future, task)


async def _wrap_awaitable(awaitable):
    return await awaitable


def _ensure_awaitable(awaitable, *, loop=None):
    if isfuture(awaitable):
        return awaitable
    if not iscoroutine(awaitable):
        if not hasattr(type(awaitable), "__await__"):
            raise TypeError("An asyncio.Future, a coroutine or an awaitable is required")
        awaitable = _wrap_awaitable(awaitable)
    return (loop or get_event_loop()).create_task(awaitable)


def _name_task(task, name):
    task.set_name(str(name))
    return task


def _bad_yield(what, task, value):
    if what == "other loop":
        text = f"Task {task!r} got Future {value!r} attached to a different loop"
    elif what == "itself":
        text = f"Task cannot await on itself: {task!r}"
    elif what == "bad":
        if getattr(value, "_asyncio_future_blocking", None) is not None:
            from .own_ways import await_duck

            return await_duck(task, value)
        text = f"Task got bad yield: {value!r}"
    else:
        generator = "for generator " if what == "generator" else ""
        text = f"yield was used instead of yield from {generator}in task {task!r} with {value!r}"
    return RuntimeError(text)


def _task_dropped(loop, task):
    from .futures import _tell

    _tell(loop, task, {"task": task, "message": "Task was destroyed but it is pending!"})


def _class_all_tasks(cls, loop=None):
    """`Task.all_tasks` until Python 3.8: with or without a running loop."""
    return all_tasks(get_event_loop() if loop is None else loop)


def _class_current_task(cls, loop=None):
    return current_task(get_event_loop() if loop is None else loop)


adopt(Task, "all_tasks", classmethod(_class_all_tasks))
adopt(Task, "current_task", classmethod(_class_current_task))
register_helper("ensure_future", _ensure_awaitable)
register_helper("submitted", _submitted)
register_helper("complete", _complete)
register_helper("complete_from", _complete_from)
register_helper("name_task", _name_task)
register_helper("bad_yield", _bad_yield)
register_helper("task_dropped", _task_dropped)
