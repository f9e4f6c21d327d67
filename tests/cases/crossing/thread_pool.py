import concurrent.futures
import time


def work(name, seconds):
    time.sleep(seconds)
    if name == "bad":
        raise ValueError("bad work")
    return name


with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
    first = pool.submit(work, "first", 0.05)
    second = pool.submit(work, "second", 0.1)
    third = pool.submit(work, "third", 0.1)
    bad = pool.submit(work, "bad", 0.02)
    print(first.result(), second.result(), third.result(1))
    print(repr(bad.exception()))
    print(list(pool.map(work, ("x", "y", "z"), (0.06, 0.03, 0))))
print("pool is shut")
