import queue
import threading
import time

q = queue.Queue()
results = {}
lock = threading.Lock()


def worker():
    while True:
        item = q.get()
        time.sleep(0.01)
        with lock:
            results[item["n"]] = item["n"] ** 2
        q.task_done()


for _ in range(3):
    threading.Thread(target=worker, daemon=True).start()
for n in range(7):
    q.put({"n": n})
q.join()
print(sorted(results.items()))
print(q.unfinished_tasks, q.empty())
q.put({"n": 100})
q.join()
print(results[100])
