import threading
import time


def worker(name, delay):
    for step in range(2):
        time.sleep(delay)
        print(name, step)


a = threading.Thread(target=worker, args=("a", 0.1))
b = threading.Thread(target=worker, kwargs={"name": "b", "delay": 0.15})
a.start()
b.start()
print("main goes on")
a.join()
b.join()
print("both joined", a.is_alive(), b.is_alive())
