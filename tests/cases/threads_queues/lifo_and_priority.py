import queue
import threading
from dataclasses import dataclass, field


@dataclass(order=True)
class Job:
    priority: int
    name: str = field(compare=False)
    payload: dict = field(compare=False, default_factory=dict)


stack = queue.LifoQueue()
jobs = queue.PriorityQueue()
log = []


def fill():
    for name in ("a", "b", "c"):
        stack.put([name])
    for priority, name in ((5, "sweep"), (1, "alarm"), (3, "mail")):
        jobs.put(Job(priority, name))


def drain():
    while not stack.empty():
        log.append(stack.get()[0])
    while True:
        try:
            job = jobs.get_nowait()
        except queue.Empty:
            break
        job.payload["seen"] = True
        log.append(job)


for target in (fill, drain):
    t = threading.Thread(target=target)
    t.start()
    t.join()
for entry in log:
    print(entry)


def broken():
    pairs = queue.PriorityQueue()
    pairs.put((1, {"a": 1}))
    try:
        pairs.put((1, {"b": 2}))
    except TypeError as error:
        print(error)


t = threading.Thread(target=broken)
t.start()
t.join()
