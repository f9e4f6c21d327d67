import contextlib
import threading


class Store:
    def __init__(self):
        self.data = {}
        self.log = []
        self._lock = threading.RLock()

    @contextlib.contextmanager
    def transaction(self):
        with self._lock:
            backup = dict(self.data)
            try:
                yield self.data
            except Exception as error:
                self.data = backup
                self.log.append(f"rolled back: {error}")
                raise
            else:
                self.log.append("committed")


store = Store()


def good():
    with store.transaction() as data:
        data["a"] = 1


def bad():
    with contextlib.suppress(ZeroDivisionError):
        with store.transaction() as data:
            data["a"] = 2
            data["b"] = 1 / 0


for target in (good, bad, good):
    t = threading.Thread(target=target)
    t.start()
    t.join()
print(store.data)
print(store.log)
