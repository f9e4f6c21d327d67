"""Calls at given times, and how long code takes."""

import sched
import threading
import time
import timeit

t0 = time.monotonic()
s = sched.scheduler(time.monotonic, time.sleep)


def say(w, k=None):
    print(w, k, round(time.monotonic() - t0, 1))


s.enter(0.2, 1, say, ('b',))
s.enter(0.1, 2, say, ('a2',))
e = s.enter(0.3, 1, say, ('never',))
s.enter(0.3, 1, say, argument=('c',), kwargs={'k': 5})
s.enterabs(t0 + 0.1, 1, say, ('a1',))
print(len(s.queue), s.queue[0].argument, s.empty())
s.cancel(e)
print(s.run(blocking=False) is not None)
s.run()
print(s.empty(), s.run())
try:
    s.cancel(e)
except ValueError as x:
    print(x)
print(sched.Event._fields)
s2 = sched.scheduler()
s2.enter(0.01, 1, lambda: s2.enter(0.01, 1, print, ('nested',)))
s2.run()


def boom():
    raise RuntimeError('boom')


s2.enter(0, 1, boom)
s2.enter(0, 2, print, ('after',))
try:
    s2.run()
except RuntimeError as x:
    print(x, len(s2.queue))
s2.run()
n = 0


def inc():
    global n
    n += 1


print(timeit.timeit(inc, number=10) >= 0, n)
print(len(timeit.repeat('inc()', globals=globals(), number=5, repeat=3)), n)
print(timeit.timeit('x+=1', 'x=5', number=3) < 1)
print(timeit.Timer('for i in range(3):\n  pass').timeit(2) < 1)
for bad in (lambda: timeit.Timer(5), lambda: timeit.Timer('x', 5), lambda: timeit.timeit('undefined_name', number=1), lambda: timeit.Timer('(')):
    try:
        bad()
    except Exception as x:
        print(type(x).__name__, x)
print(timeit.default_number, timeit.default_repeat, timeit.default_timer is time.perf_counter)


def slept():
    time.sleep(0.15)


number, took = timeit.Timer(slept).autorange()
print(number, took >= 0.2)
