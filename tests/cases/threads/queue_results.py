import queue
import threading
import time

requests = queue.Queue()
results = queue.Queue()


def worker():
    while True:
        number = requests.get()
        if number is None:
            time.sleep(0.1)
            print("worker: no more work")
            break
        time.sleep(0.02)
        results.put((number, number * number))


thread = threading.Thread(target=worker)
thread.start()
for number in (3, 1, 2):
    requests.put(number)
requests.put(None)
for _ in range(3):
    print(results.get())
thread.join()
print(requests.empty(), results.qsize())
