import threading
import time


def worker():
    print("in", threading.current_thread().name, threading.current_thread().daemon)
    print("is main:", threading.current_thread() is threading.main_thread())


print(threading.current_thread().name, threading.active_count())
for thread in (
    threading.Thread(target=worker),
    threading.Thread(target=worker, name="custom"),
    threading.Thread(target=worker, daemon=True),
    threading.Thread(target=print, args=("printed by a thread",)),
):
    print(thread.name, thread.is_alive())
    thread.start()
    thread.join()
    time.sleep(0.01)
