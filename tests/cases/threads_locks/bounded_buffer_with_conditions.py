import collections
import threading


class BoundedBuffer:
    def __init__(self, size):
        self.items = collections.deque()
        self.size = size
        self.highest = 0
        lock = threading.Lock()
        self.not_empty = threading.Condition(lock)
        self.not_full = threading.Condition(lock)

    def put(self, item):
        with self.not_full:
            while len(self.items) >= self.size:
                self.not_full.wait()
            self.items.append(item)
            self.highest = max(self.highest, len(self.items))
            self.not_empty.notify()

    def get(self):
        with self.not_empty:
            self.not_empty.wait_for(lambda: self.items)
            item = self.items.popleft()
            self.not_full.notify()
            return item


buffer = BoundedBuffer(3)
received = []


def producer(start):
    for n in range(start, start + 20):
        buffer.put([n])


def consumer():
    for _ in range(20):
        received.append(buffer.get()[0])


threads = [threading.Thread(target=producer, args=(s,)) for s in (0, 100)]
threads += [threading.Thread(target=consumer) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sorted(received) == list(range(20)) + list(range(100, 120)))
print(1 <= buffer.highest <= 3, len(buffer.items))
