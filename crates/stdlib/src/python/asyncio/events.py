"""Loops, handles and the policy."""

import sys

from _asyncio import EventLoop, Handle, TimerHandle, _get_running_loop, _lacks_event_loop
from _asyncio import _set_running_loop, _thread_event_loop
from _asyncio import adopt, get_running_loop, register_helper
from _asyncio import get_event_loop as _native_get_event_loop
from _asyncio import set_event_loop as _native_set_event_loop

from .coroutines import _is_debug_mode

__all__ = (
    "AbstractEventLoop",
    "AbstractEventLoopPolicy",
    "DefaultEventLoopPolicy",
    "Handle",
    "TimerHandle",
    "get_event_loop",
    "get_event_loop_policy",
    "get_running_loop",
    "new_event_loop",
    "set_event_loop",
    "set_event_loop_policy",
)

AbstractEventLoop = EventLoop
_event_loop_policy = None


def _make_event_loop():
    loop = EventLoop()
    if _is_debug_mode():
        loop.set_debug(True)
    return loop


class AbstractEventLoopPolicy:
    def get_event_loop(self):
        raise NotImplementedError

    def set_event_loop(self, loop):
        raise NotImplementedError

    def new_event_loop(self):
        raise NotImplementedError

    def __getattr__(self, name):
        from .base_events import _in_own_way

        return _in_own_way("policy_attribute", self, name)


class DefaultEventLoopPolicy(AbstractEventLoopPolicy):
    _loop_factory = EventLoop

    def get_event_loop(self):
        if _lacks_event_loop():
            self.set_event_loop(self.new_event_loop())
        return _thread_event_loop()

    def set_event_loop(self, loop):
        _native_set_event_loop(loop)

    def new_event_loop(self):
        return _make_event_loop()


DefaultEventLoopPolicy.__name__ = DefaultEventLoopPolicy.__qualname__ = "_UnixDefaultEventLoopPolicy"
DefaultEventLoopPolicy.__module__ = "asyncio.unix_events"


def get_event_loop_policy():
    global _event_loop_policy
    if _event_loop_policy is None:
        _event_loop_policy = DefaultEventLoopPolicy()
    return _event_loop_policy


def set_event_loop_policy(policy):
    global _event_loop_policy
    if policy is not None and not isinstance(policy, AbstractEventLoopPolicy):
        given = type(policy).__name__
        raise TypeError(f"policy must be an instance of AbstractEventLoopPolicy or None, not '{given}'")
    _event_loop_policy = policy


def get_event_loop():
    if _event_loop_policy is None:
        return _native_get_event_loop()
    running = _get_running_loop()
    return _event_loop_policy.get_event_loop() if running is None else running


def set_event_loop(loop):
    (_event_loop_policy.set_event_loop if _event_loop_policy is not None else _native_set_event_loop)(loop)


def new_event_loop():
    logging = sys.modules.get("logging")
    if logging is not None:
        logging._tell_of_selector()
    return (_event_loop_policy.new_event_loop if _event_loop_policy is not None else _make_event_loop)()


def _handle_repr(handle):
    info = [type(handle).__name__]
    if handle._cancelled:
        info.append("cancelled")
    when = getattr(handle, "_when", None)
    if when is not None:
        info.append(f"when={when}")
    if handle._callback is not None:
        from .format_helpers import _format_callback_source

        info.append(_format_callback_source(handle._callback, handle._args))
    if handle._source:
        from .own_ways import created_at

        info.append(created_at(handle))
    return f"<{' '.join(info)}>"


def _compare(name, compare):
    def method(self, other):
        return compare(self._when, other._when) if isinstance(other, TimerHandle) else NotImplemented

    method.__name__ = name
    adopt(TimerHandle, name, method)


def _is_same(self, other):
    if not isinstance(other, TimerHandle):
        return NotImplemented
    own = self._when, self._callback, self._args, self._cancelled
    return own == (other._when, other._callback, other._args, other._cancelled)


def _callback_raised(loop, exception, handle):
    from .format_helpers import _format_callback_source

    callback = _format_callback_source(handle._callback, handle._args)
    from .futures import _tell

    message = f"Exception in callback {callback}"
    _tell(loop, handle, {"message": message, "exception": exception, "handle": handle})


adopt(Handle, "__repr__", _handle_repr)
adopt(TimerHandle, "__hash__", lambda timer: hash(timer._when))
adopt(TimerHandle, "__eq__", _is_same)
_compare("__lt__", lambda a, b: a < b)
_compare("__le__", lambda a, b: a <= b)
_compare("__gt__", lambda a, b: a > b)
_compare("__ge__", lambda a, b: a >= b)
register_helper("callback_raised", _callback_raised)
