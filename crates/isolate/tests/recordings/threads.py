import queue
import threading
import time

lock = threading.Lock()
items = queue.Queue()


def work():
    with lock:
        time.sleep(0.1)
    items.put("item")


threads = [threading.Thread(target=work, name=f"worker-{number}") for number in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    print(items.get())
for thread in threads:
    thread.join()
