import threading
from collections import Counter, OrderedDict, defaultdict

words = "the cat and the dog and the bird".split()
lock = threading.Lock()
counts = Counter()
positions = defaultdict(list)
last = OrderedDict()


def index(start, stop):
    for i in range(start, stop):
        with lock:
            counts[words[i]] += 1
            positions[words[i]].append(i)
            last[words[i]] = i
            last.move_to_end(words[i])


middle = len(words) // 2
threads = [threading.Thread(target=index, args=r) for r in ((0, middle), (middle, len(words)))]
for t in threads:
    t.start()
    t.join()
print(counts.most_common(2))
print({k: v for k, v in positions.items()})
print(list(last.items()))


def update():
    with lock:
        counts.update(["cat", "cat"])
        counts.subtract({"the": 2})
        positions.pop("bird")
        last.popitem(last=False)


t = threading.Thread(target=update)
t.start()
t.join()
print(sorted(counts.items()))
print(sorted(positions), list(last))
