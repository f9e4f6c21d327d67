import threading
import time


def inner(n):
    return 1 / n


def worker():
    time.sleep(0.01)
    print("about to fail")
    inner(0)


thread = threading.Thread(target=worker, name="unlucky")
thread.start()
thread.join()
print("main is not affected", thread.is_alive())
