"""The methods of loops that are not native."""

import sys

from _asyncio import EventLoop, Task, adopt, format_exception, register_helper, waits

__all__ = ("BaseEventLoop", "SelectorEventLoop")

BaseEventLoop = SelectorEventLoop = EventLoop
_TRACEBACK = "Traceback (most recent call last):"


def __getattr__(name):
    if name == "logger":
        from .log import logger

        return logger
    raise AttributeError(f"module '{__name__}' has no attribute '{name}'")


def _in_own_way(function, /, *args, **kwargs):
    from . import own_ways

    return getattr(own_ways, function)(*args, **kwargs)


def _method(function):
    adopt(EventLoop, function.__name__, function)
    return function


@_method
def __repr__(self):
    states = f"running={self.is_running()} closed={self.is_closed()} debug={self.get_debug()}"
    return f"<{type(self).__name__} {states}>"


@_method
def set_exception_handler(self, handler):
    if handler is not None and not callable(handler):
        raise TypeError(f"A callable object or None is expected, got {handler!r}")
    self._set_exception_handler(handler)


@_method
def default_exception_handler(self, context):
    lines = [context.get("message") or "Unhandled exception in event loop"]
    lines += [_describe(key, context[key]) for key in sorted(context) if key not in ("message", "exception")]
    # Only a plain future may have an exception that nobody ever raised.
    was_raised = "handle" in context or isinstance(context.get("future"), Task)
    _log_error("\n".join(lines), context.get("exception"), was_raised)


def _describe(key, value):
    if key == "source_traceback":
        return _in_own_way("describe_source", value)
    return f"{key}: {value!r}"


@_method
def call_exception_handler(self, context):
    handler = self.get_exception_handler()
    try:
        if handler is not None:
            handler(self, context)
            return
    except (SystemExit, KeyboardInterrupt):
        raise
    except BaseException as exception:
        context = {
            "message": "Unhandled error in exception handler",
            "exception": exception,
            "context": context,
        }
    try:
        self.default_exception_handler(context)
    except (SystemExit, KeyboardInterrupt):
        raise
    except BaseException as exception:
        _log_error("Exception in default exception handler", exception, True)


def _log_error(text, exception, was_raised):
    # Without set-up, logging prints just the message.
    # Set where something stands in for it.
    own_logger = sys.modules[__name__].__dict__.get("logger")
    if own_logger is not None or "logging" in sys.modules:
        from .log import log_error

        log_error(own_logger, text, exception)
        return
    if exception is not None:
        shown = format_exception(exception).rstrip("\n")
        if was_raised and _TRACEBACK not in shown:
            # It passed through frames of the library only, which are not shown.
            shown = f"{_TRACEBACK}\n{shown}"
        text += f"\n{shown}"
    print(text, file=sys.stderr)


@_method
def run_in_executor(self, executor, func, *args):
    from .futures import wrap_future

    self._check_closed()
    if self.get_debug():
        _check_callback(func, "run_in_executor")
    if executor is None:
        executor = self._default_executor
        if getattr(self, "_executor_shutdown_called", False):
            raise RuntimeError("Executor shutdown has been called")
        if executor is None:
            from concurrent.futures import ThreadPoolExecutor

            executor = self._default_executor = ThreadPoolExecutor(thread_name_prefix="asyncio")
    return waits(wrap_future(executor.submit(func, *args), loop=self), "executor", func)


def _check_callback(callback, method):
    from .coroutines import iscoroutine, iscoroutinefunction

    if iscoroutine(callback) or iscoroutinefunction(callback):
        raise TypeError(f"coroutines cannot be used with {method}()")
    if not callable(callback):
        raise TypeError(f"a callable object was expected by {method}(), got {callback!r}")


@_method
def set_default_executor(self, executor):
    from concurrent.futures import ThreadPoolExecutor

    if not isinstance(executor, ThreadPoolExecutor):
        raise TypeError("executor must be ThreadPoolExecutor instance")
    self._default_executor = executor


@_method
async def shutdown_default_executor(self, timeout=None):
    self._executor_shutdown_called = True
    if self._default_executor is None:
        return
    from threading import Thread

    future = waits(self.create_future(), "executor", "shutdown")
    thread = Thread(target=self._do_shutdown, args=(future,))
    thread.start()
    if timeout is None:
        try:
            await future
        finally:
            thread.join()
        return
    from .timeouts import timeout as _timeout

    try:
        async with _timeout(timeout):
            await future
    except TimeoutError:
        from warnings import warn

        warn(f"The executor did not finishing joining its threads within {timeout} seconds.", RuntimeWarning)
        self._default_executor.shutdown(wait=False)
    else:
        thread.join()


@_method
def _do_shutdown(self, future):
    try:
        self._default_executor.shutdown(wait=True)
        if not self.is_closed():
            self.call_soon_threadsafe(future.set_result, None)
    except Exception as error:
        if not self.is_closed():
            self.call_soon_threadsafe(future.set_exception, error)


@_method
async def shutdown_asyncgens(self):
    generators = self._take_asyncgens()
    if not generators:
        return
    from .tasks import gather

    results = await gather(*[each.aclose() for each in generators], return_exceptions=True)
    for result, generator in zip(results, generators):
        if isinstance(result, Exception):
            message = f"an error occurred during closing of asynchronous generator {generator!r}"
            self.call_exception_handler(
                {"message": message, "exception": result, "asyncgen": generator}
            )


@_method
def get_task_factory(self):
    return self._task_factory


@_method
def set_task_factory(self, factory):
    if factory is not None and not callable(factory):
        raise TypeError("task factory must be a callable or None")
    self._set_task_factory(factory)


adopt(EventLoop, "slow_callback_duration", 0.1)
register_helper("in_own_way", _in_own_way)
