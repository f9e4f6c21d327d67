import threading

bounded = threading.BoundedSemaphore(2)
bounded.acquire()
bounded.release()
try:
    bounded.release()
except ValueError as error:
    print(error)
try:
    threading.Semaphore(-1)
except ValueError as error:
    print(error)
sem = threading.Semaphore(0)
print(sem.acquire(blocking=False), sem.acquire(timeout=0.01))
try:
    sem.acquire(blocking=False, timeout=1)
except ValueError as error:
    print(error)
try:
    sem.release(0)
except ValueError as error:
    print(error)
got = []


def taker():
    sem.acquire()
    got.append(1)


threads = [threading.Thread(target=taker) for _ in range(3)]
for t in threads:
    t.start()
sem.release(3)
for t in threads:
    t.join()
print(len(got), sem.acquire(blocking=False))
with bounded:
    print(bounded.acquire(False), bounded.acquire(False))
