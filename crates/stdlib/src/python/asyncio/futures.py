"""What futures and tasks have besides their native methods."""

from _asyncio import CancelledError, Future, Handle, InvalidStateError, Task, adopt, isfuture, register_helper, waits
from _asyncio import _set_result_unless_cancelled

__all__ = ("Future", "wrap_future", "isfuture")

_showing = set()


def _format_callbacks(callbacks):
    from .format_helpers import _format_callback_source

    texts = [each if isinstance(each, str) else _format_callback_source(each, ()) for each in callbacks]
    if len(texts) > 2:
        texts[1:-1] = [f"<{len(texts) - 2} more>"]
    return f"cb=[{', '.join(texts)}]"


def _future_repr_info(future):
    info = [future._state.lower()]
    if future._state == "FINISHED":
        if future._exception is not None:
            info.append(f"exception={future._exception!r}")
        else:
            from reprlib import repr as shorten

            info.append(f"result={shorten(future._result)}")
    if future._shown_callbacks:
        info.append(_format_callbacks(future._shown_callbacks))
    if future._source:
        from .own_ways import created_at

        info.append(created_at(future))
    return info


def _source_traceback(made):
    if made._source is None:
        return None
    from .own_ways import stack_summary

    return stack_summary(made._source)


def _task_repr_info(task):
    from .coroutines import _format_coroutine

    info = _future_repr_info(task)
    if task.cancelling() and not task.done():
        info[0] = "cancelling"
    info[1:1] = [f"name={task.get_name()!r}", f"coro=<{_format_coroutine(task._coro)}>"]
    if task._fut_waiter is not None:
        info.insert(3, f"wait_for={task._fut_waiter!r}")
    return info


def _repr(future):
    key = id(future)
    if key in _showing:
        return "..."
    _showing.add(key)
    try:
        info = _task_repr_info(future) if isinstance(future, Task) else _future_repr_info(future)
        return f"<{type(future).__name__} {' '.join(info)}>"
    finally:
        _showing.discard(key)


def _convert_exception(exception):
    from concurrent import futures

    if type(exception) is futures.CancelledError:
        return CancelledError(*exception.args)
    if type(exception) is futures.InvalidStateError:
        return InvalidStateError(*exception.args)
    if type(exception) is TimeoutError:
        return TimeoutError(*exception.args)
    return exception


def _set_concurrent_future_state(future, source):
    if source.cancelled():
        future.cancel()
    if future.set_running_or_notify_cancel():
        _copy_outcome(source, future)


def _copy_future_state(source, future):
    if future.cancelled():
        return
    if source.cancelled():
        future.cancel()
    else:
        _copy_outcome(source, future)


def _copy_outcome(source, future):
    exception = source.exception()
    if exception is not None:
        future.set_exception(_convert_exception(exception))
    else:
        future.set_result(source.result())


def _chain_future(source, destination):
    """Whatever comes of `source` comes of `destination`; its cancellation goes back. Both may be of either kind."""
    from concurrent.futures import Future as Concurrent

    if not isfuture(source) and not isinstance(source, Concurrent):
        raise TypeError("A future is required for source argument")
    if not isfuture(destination) and not isinstance(destination, Concurrent):
        raise TypeError("A future is required for destination argument")
    source_loop = source.get_loop() if isfuture(source) else None
    dest_loop = destination.get_loop() if isfuture(destination) else None

    def _set_state(future, other):
        if isfuture(future):
            _copy_future_state(other, future)
        else:
            _set_concurrent_future_state(future, other)

    def _call_check_cancel(destination):
        if destination.cancelled():
            if source_loop is None or source_loop is dest_loop:
                source.cancel()
            else:
                source_loop.call_soon_threadsafe(source.cancel)

    def _call_set_state(source):
        if dest_loop is None or dest_loop is source_loop:
            _set_state(destination, source)
        elif not dest_loop.is_closed():
            dest_loop.call_soon_threadsafe(_set_state, destination, source)

    destination.add_done_callback(_call_check_cancel)
    source.add_done_callback(_call_set_state)


def wrap_future(future, *, loop=None):
    if isfuture(future):
        return future
    from concurrent.futures import Future as Concurrent

    assert isinstance(future, Concurrent), f"concurrent.futures.Future is expected, got {future!r}"
    if loop is None:
        from .events import get_event_loop

        loop = get_event_loop()
    new_future = waits(loop.create_future(), "thread future")
    _chain_future(future, new_future)
    return new_future


def _future_dropped(loop, future):
    message = f"{type(future).__name__} exception was never retrieved"
    _tell(loop, future, {"message": message, "exception": future._exception, "future": future})


def _tell(loop, made, context):
    """Calls the exception handler; in debug mode also with where it was made."""
    if made._source:
        context["source_traceback"] = made._source_traceback
    loop.call_exception_handler(context)


def _future_class_getitem(cls, item):
    from types import GenericAlias

    return GenericAlias(cls, item)


adopt(Future, "__repr__", _repr)
adopt(Future, "_source_traceback", property(_source_traceback))
adopt(Handle, "_source_traceback", property(_source_traceback))
adopt(Future, "__class_getitem__", classmethod(_future_class_getitem))
register_helper("future_dropped", _future_dropped)
