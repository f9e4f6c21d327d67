"""Threads started and joined one after the other: 1,000 of them."""

import threading

THREADS = 1_000

started = []


def run():
    for i in range(THREADS):
        thread = threading.Thread(target=started.append, args=(i,))
        thread.start()
        thread.join()
    assert started == list(range(THREADS))


run()
