import math
import queue
import threading


class Point:
    def __init__(self, x):
        self.x = x

    def shift(self):
        self.x += 1
        return self


def helper():
    return "helped"


q = queue.SimpleQueue()
point = Point(1)
method = point.shift


def worker():
    q.put(Point)
    q.put(helper)
    q.put(math)
    q.put(point)
    q.put(method())
    q.put(threading.main_thread())
    q.put(threading.current_thread())
    q.put(None)
    q.put(Ellipsis)
    q.put(worker)
    q.put(Point(5))


t = threading.Thread(target=worker)
t.start()
t.join()
expected = [Point, helper, math, point, point, threading.current_thread(), t, None, ..., worker]
print([q.get() is e for e in expected])
made = q.get()
print(type(made) is Point, isinstance(made, Point), made.x, point.x)
