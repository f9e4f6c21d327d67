"""Two threads that count under one lock, 100,000 times each."""

import threading
import time

TIMES = 100_000

lock = threading.Lock()
counts = {"k": 0}


def count():
    for _ in range(TIMES):
        with lock:
            counts["k"] += 1


threads = [threading.Thread(target=count) for _ in range(2)]
start = time.perf_counter()
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
elapsed = time.perf_counter() - start
assert counts["k"] == 2 * TIMES
print(f"{elapsed * 1000:.1f} ms")
