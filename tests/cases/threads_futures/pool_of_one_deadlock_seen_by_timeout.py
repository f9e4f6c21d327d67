# A task waits for a task of the same pool, which has no other worker.
from concurrent.futures import ThreadPoolExecutor

log = []
pool = ThreadPoolExecutor(max_workers=1)


def inner():
    log.append("inner ran")
    return "inner"


def outer():
    future = pool.submit(inner)
    try:
        return future.result(timeout=0.03)
    except TimeoutError:
        log.append("outer gave up")
        return future


future = pool.submit(outer).result()
print(future.result(), log)
pool.shutdown()
