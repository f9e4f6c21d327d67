import collections
import threading
import time

todo = collections.deque()
done = collections.deque(maxlen=3)
finished = False


def worker():
    while True:
        try:
            job = todo.popleft()
        except IndexError:
            if finished:
                return
            time.sleep(0.002)
            continue
        job["done"] = True
        done.append(job["n"])


jobs = [{"n": n} for n in range(6)]
t = threading.Thread(target=worker)
t.start()
for job in jobs:
    todo.append(job)
    time.sleep(0.003)
finished = True
t.join()
print(list(done), all(job["done"] for job in jobs), len(todo))
