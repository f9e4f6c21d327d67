import asyncio.tasks
import collections as c
from asyncio import gather, sleep as nap
from concurrent.futures import ThreadPoolExecutor, TimeoutError as FutureTimeout

import concurrent.futures

print(c.deque.__name__, asyncio.tasks.gather is gather, FutureTimeout is TimeoutError)
print(
    concurrent.futures.ThreadPoolExecutor is ThreadPoolExecutor,
    nap is asyncio.sleep,
    __import__("math").pi > 3,
)


def local_import():
    import math

    return math.floor(2.5)


print(local_import(), "math" in globals())
try:
    import no_such_module
except ModuleNotFoundError as error:
    print(type(error).__name__, error, error.name)
try:
    from asyncio import no_such_name
except ImportError as error:
    print(type(error).__name__, str(error).split(" (")[0])
try:
    import asyncio.nothing
except ImportError as error:
    print(type(error).__name__, error)
