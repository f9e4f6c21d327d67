"""Threads started and joined one after the other: the mean of 1,000."""

import threading
import time

THREADS = 1_000

started = []
start = time.perf_counter()
for i in range(THREADS):
    thread = threading.Thread(target=started.append, args=(i,))
    thread.start()
    thread.join()
elapsed = time.perf_counter() - start
assert started == list(range(THREADS))
print(f"{elapsed / THREADS * 1000:.4f} ms")
