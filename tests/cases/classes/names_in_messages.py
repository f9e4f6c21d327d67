# Classes that are written in C are called by their module, too, in messages; others are not.
import asyncio
import collections
import datetime
import functools
import itertools
import operator
import queue
import re
import threading
import types

OBJECTS = [
    collections.deque(), collections.OrderedDict(), collections.defaultdict(), collections.Counter(),
    types.SimpleNamespace(), functools.partial(print), threading.Lock(), threading.RLock(), re.compile('a'),
    re.match('a', 'a'), datetime.date(2000, 1, 1), datetime.timedelta(1), itertools.count(),
    operator.itemgetter(1), operator.attrgetter('a'), queue.SimpleQueue(), int | str, threading.local(),
]


async def main():
    OBJECTS.append(asyncio.get_running_loop().create_future())
    OBJECTS.append(asyncio.current_task())
    OBJECTS.append(asyncio.Lock())
    for value in OBJECTS:
        print(type(value).__name__, type(value).__qualname__)
        for use in (lambda: value.missing, lambda: -value, lambda: value / 1, lambda: [] + value, lambda: 's' + value):
            try:
                use()
            except (AttributeError, TypeError) as error:
                print(error)


asyncio.run(main())
for use in (
    lambda: list[int] < 1, lambda: list[int][str], lambda: format(list[int], 'x'), lambda: (int | str) < 'a',
    lambda: 's' + object(), lambda: b's' + object(), lambda: 's'.__len__(1),
    lambda: (1).__add__(1, 2), lambda: b'a,b' % 'c', lambda: b'a' % b'c', lambda: '{0.n}|{}'.format({}),
    lambda: '{0[0]}{:{}}'.format(None), lambda: {} | collections.OrderedDict(a=1),
    lambda: collections.OrderedDict(a=1) | {'b': 2}, lambda: type(list[int]).__name__, lambda: type(int | str),
):
    try:
        print(use())
    except Exception as error:
        print(type(error).__name__, error)
