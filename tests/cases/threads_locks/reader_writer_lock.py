import contextlib
import threading


class ReadWriteLock:
    def __init__(self):
        self._cond = threading.Condition()
        self._readers = 0
        self._writing = False

    @contextlib.contextmanager
    def read(self):
        with self._cond:
            self._cond.wait_for(lambda: not self._writing)
            self._readers += 1
        try:
            yield
        finally:
            with self._cond:
                self._readers -= 1
                self._cond.notify_all()

    @contextlib.contextmanager
    def write(self):
        with self._cond:
            self._cond.wait_for(lambda: not self._writing and self._readers == 0)
            self._writing = True
        try:
            yield
        finally:
            with self._cond:
                self._writing = False
                self._cond.notify_all()


lock = ReadWriteLock()
data = {"a": 0, "b": 0}
torn = []
inside = threading.Barrier(3)


def together():
    with lock.read():
        inside.wait(timeout=5)


def reader():
    for _ in range(30):
        with lock.read():
            if data["a"] != data["b"]:
                torn.append(dict(data))


def writer():
    for _ in range(30):
        with lock.write():
            data["a"] += 1
            str(data)
            data["b"] += 1


threads = [threading.Thread(target=together) for _ in range(3)]
threads += [threading.Thread(target=f) for f in (reader, writer, reader, writer)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(data, torn, inside.broken)
