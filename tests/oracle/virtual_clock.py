"""Gives CPython Loopscope's virtual clock: where it would wait, time jumps to the next deadline.

Time begins at 0 and has a resolution of a microsecond. Among timers of one deadline the order of the calls counts, as
when the clock moves between two calls. A program that would wait for ever ends with the status DEADLOCK. The tasks
of a group, a set that has the order of their addresses, have that of their creation.
"""

import asyncio
import itertools
import os
import selectors
import sys
import time

DEADLOCK = 97
EPOCH = 1_767_225_600.0

_now = 0
_orders = itertools.count()
_select = selectors.DefaultSelector.select


def _micros(seconds):
    return round(seconds * 1_000_000)


def _jump(seconds):
    global _now
    _now += max(_micros(seconds), 0)


def _monotonic():
    return _now / 1_000_000


def _wait(self, timeout=None):
    ready = _select(self, 0)
    if not ready:
        if timeout is None:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(DEADLOCK)
        _jump(timeout)
    return ready


class TimerHandle(asyncio.TimerHandle):
    __slots__ = ("_order",)

    def __init__(self, *args):
        super().__init__(*args)
        self._order = next(_orders)

    def __lt__(self, other):
        return (_micros(self._when), self._order) < (_micros(other._when), other._order)


class InOrder(dict):
    """A set of tasks in the order in which they came."""

    def add(self, task):
        self[task] = None

    def discard(self, task):
        self.pop(task, None)


_init_group = asyncio.TaskGroup.__init__


def _init_in_order(self):
    _init_group(self)
    self._tasks = InOrder()


TimerHandle.__module__ = asyncio.TimerHandle.__module__
TimerHandle.__qualname__ = asyncio.TimerHandle.__qualname__
asyncio.events.TimerHandle = asyncio.TimerHandle = TimerHandle
asyncio.TaskGroup.__init__ = _init_in_order
selectors.DefaultSelector.select = _wait
time.monotonic = time.perf_counter = _monotonic
time.time = lambda: EPOCH + _monotonic()
time.sleep = _jump
