import threading

lock = threading.Lock()
print(lock.acquire(), lock.locked())
print(lock.acquire(blocking=False), lock.acquire(False), lock.acquire(timeout=0.02))
lock.release()
try:
    lock.release()
except RuntimeError as error:
    print("RuntimeError:", error)

again = threading.RLock()
with again:
    with again:
        print("entered twice")
try:
    again.release()
except RuntimeError as error:
    print("RuntimeError:", error)

two = threading.Semaphore(2)
print(two.acquire(), two.acquire(), two.acquire(blocking=False))
two.release()
print(two.acquire(timeout=0.02))
bounded = threading.BoundedSemaphore(1)
try:
    bounded.release()
except ValueError as error:
    print("ValueError:", error)
