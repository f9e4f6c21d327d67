# list.append, dict stores and deque.append are one step each: nothing is lost without a lock.
import collections
import threading

items = []
squares = {}
recent = collections.deque(maxlen=5)


def worker(start):
    for i in range(start, start + 5_000):
        items.append(i)
        squares[i] = i * i
        recent.append(i)


threads = [threading.Thread(target=worker, args=(k * 5_000,)) for k in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(len(items), sorted(items) == list(range(20_000)))
print(len(squares), squares[19_999], sum(squares.values()))
print(len(recent))
