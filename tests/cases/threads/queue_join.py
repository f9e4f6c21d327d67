import queue
import threading
import time

jobs = queue.Queue()


def worker():
    while True:
        job = jobs.get()
        time.sleep(0.03)
        print("did", job)
        jobs.task_done()


threading.Thread(target=worker, daemon=True).start()
for job in ("wash", "dry", "fold"):
    jobs.put(job)
print("waiting for the jobs")
jobs.join()
print("all done", jobs.unfinished_tasks)
