import threading


class Locked:
    """Makes an iterator safe for several threads."""

    def __init__(self, iterator):
        self._iterator = iterator
        self._lock = threading.Lock()

    def __iter__(self):
        return self

    def __next__(self):
        with self._lock:
            return next(self._iterator)


def lines():
    for n in range(100):
        yield {"line": n}


source = Locked(lines())
got = {"a": [], "b": [], "c": []}


def reader(name):
    for line in source:
        got[name].append(line["line"])


threads = [threading.Thread(target=reader, args=(n,)) for n in got]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sorted(got["a"] + got["b"] + got["c"]) == list(range(100)))
print(all(v == sorted(v) for v in got.values()))
