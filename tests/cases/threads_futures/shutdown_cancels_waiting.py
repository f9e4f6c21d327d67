import threading
from concurrent.futures import ThreadPoolExecutor

gate = threading.Event()
started = threading.Event()
log = []


def job(n):
    started.set()
    gate.wait()
    log.append(n)
    return n


pool = ThreadPoolExecutor(max_workers=1)
futures = [pool.submit(job, n) for n in range(4)]
started.wait()
for n, f in enumerate(futures):
    f.add_done_callback(lambda f, n=n: log.append(("callback", n, f.cancelled())))
pool.shutdown(wait=False, cancel_futures=True)
print(log)
try:
    pool.submit(job, 9)
except RuntimeError as error:
    print(error)
gate.set()
print(futures[0].result())
pool.shutdown(wait=True)
print(log[3:], [f.cancelled() for f in futures])
try:
    with pool:
        pool.submit(job, 1)
except RuntimeError as error:
    print(error)
