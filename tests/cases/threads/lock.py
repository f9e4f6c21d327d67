import threading
import time

lock = threading.Lock()


def worker(name, delay):
    time.sleep(delay)
    print(name, "wants the lock")
    with lock:
        print(name, "has the lock")
        time.sleep(0.15)
        print(name, "lets go")


threads = [threading.Thread(target=worker, args=(n, d)) for n, d in (("a", 0), ("b", 0.05), ("c", 0.1))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("free:", not lock.locked())
