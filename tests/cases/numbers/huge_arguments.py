# Numbers that no C type holds, and odd ones, where a count, a size, a place or a time is wanted.
import collections
import datetime
import heapq
import json
import math
import random
import time


def show(function, *args, **keywords):
    try:
        print(repr(function(*args, **keywords))[:80])
    except Exception as error:
        print(type(error).__name__, error)


for seconds in (10**30, -10**30, 10**17, 10**12, 1e30, float('nan'), float('inf'), 'a'):
    show(time.gmtime, seconds)
    show(datetime.datetime.fromtimestamp, seconds)
    show(datetime.date.fromtimestamp, seconds)
show(datetime.date.fromordinal, 4_000_000)
for seconds in (10**30, 10**400, 1e30, float('nan'), float('inf'), -1, 'a', 9_223_372_037):
    show(time.sleep, seconds)
show(math.ldexp, 1.0, 10**30)
show(math.ldexp, 1.0, -10**30)
show(math.ldexp, 1.0, 1.5)
show(lambda: f'{3:.1000000000}')
show(lambda: f'{3.5:.2147483648}')
show(lambda: '%*d' % (10**30, 3))
show(lambda: '%.*f' % (10**12, 3))
show(lambda: '%.*f' % (10**30, 3))
show(lambda: '%*d' % (-5, 3))
show('\t'.expandtabs, 10**12)
show(b'\t'.expandtabs, 10**12)
show([].insert, 10**30, 2)
show([1].pop, 10**30)
show([].pop, -10**30)
show(random.getrandbits, 10**12)
show(random.getrandbits, 10**30)
show(random.randbytes, 10**30)
show(lambda: list(enumerate('ab', 10**30)))
show(lambda: list(enumerate('abc', 2**63 - 2)))
show(lambda: list(enumerate(iter(lambda: 1, 1), 10**30)))
show(collections.deque, [1], 10**30)
show(collections.deque([1]).rotate, 10**30)
show(collections.deque([1]).remove, 5)
show(chr, 10**10)
show(chr, -10**30)
show(round, 1, 2, 3)
for function, args in (
    (heapq.heappop, [[]]), (heapq.heapreplace, [[], 1]), (heapq.heappush, [(), 1]), (heapq.heapify, [(1,)]),
    (heapq.heappop, [3]), (heapq.heappushpop, [[], 1]),
):
    show(function, *args)
for value in (float('nan'), [float('inf')], {1: -float('inf')}):
    show(json.dumps, value, allow_nan=False)
