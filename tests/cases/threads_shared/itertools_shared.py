import itertools
import threading

ids = itertools.count(1000, 5)
colours = itertools.cycle(["red", "green", "blue"])
pairs = itertools.zip_longest([1, 2, 3], "ab", fillvalue="-")
left, right = itertools.tee(range(4))
seen = []


def take(n):
    for _ in range(n):
        seen.append((next(ids), next(colours)))


for n in (2, 3):
    t = threading.Thread(target=take, args=(n,))
    t.start()
    t.join()
print(seen)
print(next(ids), next(colours), ids)
t = threading.Thread(target=lambda: seen.append((next(pairs), next(left))))
t.start()
t.join()
print(seen[-1], list(pairs), list(left), list(right))


def count_up():
    for _ in range(5_000):
        next(ids)


threads = [threading.Thread(target=count_up) for _ in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(next(ids) == 1030 + 15_000 * 5)
