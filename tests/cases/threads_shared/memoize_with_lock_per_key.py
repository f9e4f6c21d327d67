import functools
import threading
import time


def memoize(fn):
    cache, locks, guard = {}, {}, threading.Lock()

    @functools.wraps(fn)
    def wrapper(*args):
        with guard:
            lock = locks.setdefault(args, threading.Lock())
        with lock:
            if args not in cache:
                cache[args] = fn(*args)
            return cache[args]

    wrapper.cache = cache
    return wrapper


calls = []


@memoize
def slow_square(n):
    calls.append(n)
    time.sleep(0.02)
    return {"n": n, "square": n * n}


results = []
threads = [threading.Thread(target=lambda n=n: results.append(slow_square(n))) for n in (3, 4, 3, 4, 3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sorted(calls), len(results))
print(sorted(r["square"] for r in results), len({id(r) for r in results}))
print(slow_square.__name__, sorted(slow_square.cache))
