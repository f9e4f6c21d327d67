"""Calls at given times, in a thread that waits for them."""

import heapq as _heapq
import time as _time
from collections import namedtuple as _namedtuple
from threading import RLock as _RLock

_nothing = object()


class Event(_namedtuple("Event", "time, priority, sequence, action, argument, kwargs")):
    __slots__ = ()


class scheduler:
    def __init__(self, timefunc=_time.monotonic, delayfunc=_time.sleep):
        self.timefunc = timefunc
        self.delayfunc = delayfunc
        self._queue = []
        self._lock = _RLock()
        self._count = 0

    def enterabs(self, time, priority, action, argument=(), kwargs=_nothing):
        with self._lock:
            event = Event(time, priority, self._count, action, argument, {} if kwargs is _nothing else kwargs)
            self._count += 1
            _heapq.heappush(self._queue, event)
        return event

    def enter(self, delay, priority, action, argument=(), kwargs=_nothing):
        return self.enterabs(self.timefunc() + delay, priority, action, argument, kwargs)

    def cancel(self, event):
        with self._lock:
            self._queue.remove(event)
            _heapq.heapify(self._queue)

    def empty(self):
        with self._lock:
            return not self._queue

    @property
    def queue(self):
        with self._lock:
            return sorted(self._queue)

    def run(self, blocking=True):
        while True:
            with self._lock:
                if not self._queue:
                    return None
                event = self._queue[0]
                wait = event.time - self.timefunc()
                if wait <= 0:
                    _heapq.heappop(self._queue)
            if wait > 0:
                if not blocking:
                    return wait
                self.delayfunc(wait)
            else:
                event.action(*event.argument, **event.kwargs)
                # Lets other threads run.
                self.delayfunc(0)
