"""Two threads that count under one lock, 100,000 times each."""

import threading

TIMES = 100_000

lock = threading.Lock()
counts = {"k": 0}


def count():
    for _ in range(TIMES):
        with lock:
            counts["k"] += 1


def run():
    threads = [threading.Thread(target=count) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counts["k"] == 2 * TIMES


run()
