import heapq
import threading


class Scheduler:
    def __init__(self):
        self._heap = []
        self._lock = threading.Lock()
        self._sequence = 0

    def add(self, priority, task):
        with self._lock:
            heapq.heappush(self._heap, (priority, self._sequence, task))
            self._sequence += 1

    def pop(self):
        with self._lock:
            if not self._heap:
                return None
            return heapq.heappop(self._heap)


scheduler = Scheduler()
done = []


def producer(tasks):
    for priority, name in tasks:
        scheduler.add(priority, {"name": name})


def consumer():
    while (entry := scheduler.pop()) is not None:
        done.append((entry[0], entry[2]["name"]))


producers = [
    threading.Thread(target=producer, args=([(3, "sweep"), (1, "alarm")],)),
    threading.Thread(target=producer, args=([(2, "mail"), (5, "sleep"), (4, "report")],)),
]
for t in producers:
    t.start()
for t in producers:
    t.join()
t = threading.Thread(target=consumer)
t.start()
t.join()
print(done)
