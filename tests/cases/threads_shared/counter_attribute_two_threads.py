import threading


class Stats:
    def __init__(self):
        self.requests = 0
        self.sizes = [0, 0]


class Slotted:
    __slots__ = ("value",)

    def __init__(self):
        self.value = 0


def work(stats, slotted, times):
    for i in range(times):
        stats.requests += 1
        stats.sizes[i & 1] += 2
        slotted.value -= 1


stats = Stats()
slotted = Slotted()
threads = [threading.Thread(target=work, args=(stats, slotted, 60_000)) for _ in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(stats.requests, stats.sizes, slotted.value)
