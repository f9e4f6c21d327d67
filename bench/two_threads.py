"""Two threads that compute and share nothing: with two processors they take as long as one."""

import threading
import time

STEPS = 3_000_000


def work(steps):
    total = 0
    for i in range(steps):
        total += i * i % 7
    return total


# By then heaps are ready for them.
time.sleep(0.5)


def run():
    threads = [threading.Thread(target=work, args=(STEPS,)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


run()
