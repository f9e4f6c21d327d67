import threading


class Counter:
    total = 0


def make_counter():
    n = 0

    def bump():
        nonlocal n
        n += 1
        Counter.total += 1
        return n

    def value():
        return n

    return bump, value


bump, value = make_counter()


def worker():
    for _ in range(20_000):
        bump()


threads = [threading.Thread(target=worker) for _ in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(value(), Counter.total)
