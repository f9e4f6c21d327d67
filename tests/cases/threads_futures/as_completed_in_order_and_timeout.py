import threading
from concurrent.futures import ThreadPoolExecutor, as_completed

events = [threading.Event() for _ in range(3)]


def job(n):
    events[n].wait()
    return n


with ThreadPoolExecutor(3) as pool:
    futures = [pool.submit(job, n) for n in range(3)]
    order = [2, 0, 1]
    events[order[0]].set()
    got = []
    for future in as_completed(futures, timeout=5):
        got.append(future.result())
        if len(got) < 3:
            events[order[len(got)]].set()
    print(got)
    for e in events:
        e.clear()
    futures = [pool.submit(job, n) for n in range(3)]
    try:
        for future in as_completed(futures, timeout=0.02):
            print("never")
    except TimeoutError as error:
        print(error)
    for e in events:
        e.set()
    print(sorted(f.result() for f in as_completed(futures + futures)))
