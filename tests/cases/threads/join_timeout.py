import threading
import time


def worker():
    time.sleep(0.2)
    print("worker ends")


thread = threading.Thread(target=worker)
thread.start()
thread.join(0.05)
print("still alive:", thread.is_alive())
thread.join(timeout=5)
print("still alive:", thread.is_alive())
thread.join()
try:
    thread.start()
except RuntimeError as error:
    print("RuntimeError:", error)
try:
    threading.Thread(target=worker).join()
except RuntimeError as error:
    print("RuntimeError:", error)
try:
    threading.current_thread().join()
except RuntimeError as error:
    print("RuntimeError:", error)
