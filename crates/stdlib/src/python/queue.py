"""Queues for threads."""

from collections import deque
from heapq import heappop, heappush
from threading import Condition, Lock, _left
from _thread import _named_lock
from time import monotonic

__all__ = ["Empty", "Full", "Queue", "PriorityQueue", "LifoQueue", "SimpleQueue"]


class Empty(Exception):
    __module__ = "_queue"


class Full(Exception):
    pass


def _generic(cls, item):
    from types import GenericAlias

    return GenericAlias(cls, item)


class Queue:
    __class_getitem__ = classmethod(_generic)

    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self._init(maxsize)
        self.mutex = Lock()
        self.not_empty = Condition(self.mutex)
        self.not_full = Condition(self.mutex)
        self.all_tasks_done = Condition(self.mutex)
        self.unfinished_tasks = 0

    def task_done(self):
        with self.all_tasks_done:
            unfinished = self.unfinished_tasks - 1
            if unfinished < 0:
                raise ValueError("task_done() called too many times")
            if unfinished == 0:
                self.all_tasks_done.notify_all()
            self.unfinished_tasks = unfinished

    def join(self):
        with self.all_tasks_done:
            while self.unfinished_tasks:
                self.all_tasks_done._wait(None, "Queue.join")

    def qsize(self):
        with self.mutex:
            return self._qsize()

    def empty(self):
        with self.mutex:
            return not self._qsize()

    def full(self):
        with self.mutex:
            return 0 < self.maxsize <= self._qsize()

    def put(self, item, block=True, timeout=None):
        with self.not_full:
            if self.maxsize > 0 and (timeout is not None or self._qsize() >= self.maxsize):
                self._until(self._has_room, self.not_full, block, timeout, Full, "Queue.put")
            self._put(item)
            self.unfinished_tasks += 1
            self.not_empty.notify()

    def get(self, block=True, timeout=None):
        with self.not_empty:
            if timeout is not None or not self._qsize():
                self._until(self._qsize, self.not_empty, block, timeout, Empty, "Queue.get")
            item = self._get()
            self.not_full.notify()
            return item

    def _has_room(self):
        return self._qsize() < self.maxsize

    def _until(self, ready, condition, block, timeout, error, what):
        end = None
        if block and timeout is not None:
            if timeout < 0:
                raise ValueError("'timeout' must be a non-negative number")
            end = monotonic() + timeout
        while not ready():
            left = None if end is None else _left(end)
            if not block or left is not None and left <= 0:
                raise error
            condition._wait(left, what)

    def put_nowait(self, item):
        return self.put(item, block=False)

    def get_nowait(self):
        return self.get(block=False)

    # What a subclass may do in its own way.

    def _init(self, maxsize):
        self.queue = deque()

    def _qsize(self):
        return len(self.queue)

    def _put(self, item):
        self.queue.append(item)

    def _get(self):
        return self.queue.popleft()


class PriorityQueue(Queue):
    def _init(self, maxsize):
        self.queue = []

    def _put(self, item):
        heappush(self.queue, item)

    def _get(self):
        return heappop(self.queue)


class LifoQueue(Queue):
    def _init(self, maxsize):
        self.queue = []

    def _get(self):
        return self.queue.pop()


class SimpleQueue:
    """As CPython's in C: a lock that is taken while somebody waits for an item."""

    __in_c__ = True
    __module__ = "_queue"
    __class_getitem__ = classmethod(_generic)

    def __init__(self):
        self._items = deque()
        self._lock = _named_lock("SimpleQueue.get")
        self._locked = False

    def put(self, item, block=True, timeout=None):
        self._items.append(item)
        self._unlock()

    def _unlock(self):
        if self._locked:
            self._locked = False
            self._lock.release()

    def get(self, block=True, timeout=None):
        end = None
        if block and timeout is not None:
            if timeout < 0:
                raise ValueError("'timeout' must be a non-negative number")
            end = monotonic() + timeout
        while True:
            # Asked for rather than looked at first: another thread may come in between.
            try:
                item = self._items.popleft()
                break
            except IndexError:
                pass
            self._wait(block, end)
        self._unlock()
        return item

    def _wait(self, block, end):
        if not self._lock.acquire(False):
            left = -1 if end is None else max(_left(end), 0)
            if not block or left == 0 or not self._lock.acquire(True, left):
                raise Empty
        self._locked = True

    def put_nowait(self, item):
        self.put(item)

    def get_nowait(self):
        return self.get(False)

    def empty(self):
        return not self._items

    def qsize(self):
        return len(self._items)
