"""Two threads that compute and share nothing: the time that both take, beside the sum of what each takes alone."""

import threading
import time

STEPS = 3_000_000


def work(steps):
    total = 0
    for i in range(steps):
        total += i * i % 7
    return total


def run(count):
    threads = [threading.Thread(target=work, args=(STEPS,)) for _ in range(count)]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - start


run(1)
alone = run(1) + run(1)
time.sleep(0.5)
print(f"{run(2) / alone:.2f} of the sum")
