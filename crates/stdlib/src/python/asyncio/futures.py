"""What futures and tasks have besides their native methods."""

from _asyncio import Future, Task, adopt, isfuture, register_helper, wrap_future

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
    if future._callbacks:
        info.append(_format_callbacks(future._callbacks))
    return info


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


def _future_dropped(loop, future):
    message = f"{type(future).__name__} exception was never retrieved"
    loop.call_exception_handler({"message": message, "exception": future._exception, "future": future})


def _future_class_getitem(cls, item):
    from types import GenericAlias

    return GenericAlias(cls, item)


adopt(Future, "__repr__", _repr)
adopt(Future, "__class_getitem__", classmethod(_future_class_getitem))
register_helper("future_dropped", _future_dropped)
