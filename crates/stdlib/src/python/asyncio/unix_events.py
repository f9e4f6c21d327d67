"""Child watchers, which programs name though there are no subprocesses that they could watch."""

import warnings

from .events import get_event_loop_policy


class AbstractChildWatcher:
    def add_child_handler(self, pid, callback, *args):
        raise NotImplementedError()

    def remove_child_handler(self, pid):
        raise NotImplementedError()

    def attach_loop(self, loop):
        raise NotImplementedError()

    def close(self):
        raise NotImplementedError()

    def is_active(self):
        raise NotImplementedError()

    def __enter__(self):
        raise NotImplementedError()

    def __exit__(self, a, b, c):
        raise NotImplementedError()


class _Watcher(AbstractChildWatcher):
    def add_child_handler(self, pid, callback, *args):
        raise NotImplementedError("Loopscope has no subprocesses")

    def remove_child_handler(self, pid):
        return False

    def attach_loop(self, loop):
        pass

    def close(self):
        pass

    def is_active(self):
        return True

    def __enter__(self):
        return self

    def __exit__(self, a, b, c):
        self.close()


class BaseChildWatcher(_Watcher):
    """Of those that belong to a loop."""

    def __init__(self):
        self._loop = None
        self._callbacks = {}

    def attach_loop(self, loop):
        if self._loop is not None and loop is None and self._callbacks:
            warnings.warn("A loop is being detached from a child watcher with pending handlers", RuntimeWarning)
        self._loop = loop

    def close(self):
        self.attach_loop(None)

    def is_active(self):
        return self._loop is not None and self._loop.is_running()


class SafeChildWatcher(BaseChildWatcher):
    pass


class FastChildWatcher(BaseChildWatcher):
    pass


class MultiLoopChildWatcher(_Watcher):
    pass


class PidfdChildWatcher(_Watcher):
    pass


class ThreadedChildWatcher(_Watcher):
    def __init__(self):
        self._threads = {}


def get_child_watcher():
    return get_event_loop_policy().get_child_watcher()


def set_child_watcher(watcher):
    return get_event_loop_policy().set_child_watcher(watcher)


def policy_get_child_watcher(policy):
    watcher = policy.__dict__.get("_watcher")
    if watcher is None:
        watcher = policy._watcher = ThreadedChildWatcher()
    return watcher


def policy_set_child_watcher(policy, watcher):
    if watcher is not None and not isinstance(watcher, AbstractChildWatcher):
        raise TypeError(f"watcher must be an instance of AbstractChildWatcher or None, got {watcher!r}")
    old = policy.__dict__.get("_watcher")
    if old is not None:
        old.close()
    policy._watcher = watcher
