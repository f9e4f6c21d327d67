import copy
import threading
import types


class Config:
    def __init__(self, **values):
        self._lock = threading.Lock()
        self._current = types.MappingProxyType(dict(values, hosts=["a"]))

    def snapshot(self):
        return self._current

    def update(self, **changes):
        with self._lock:
            new = copy.deepcopy(dict(self._current))
            new.update(changes)
            new["hosts"].append(f"host{len(new['hosts'])}")
            self._current = types.MappingProxyType(new)


config = Config(retries=1)
before = config.snapshot()


def writer(n):
    config.update(**{f"key{n}": n})


threads = [threading.Thread(target=writer, args=(n,)) for n in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(dict(before))
after = config.snapshot()
print(sorted(k for k in after), after["hosts"])
try:
    after["retries"] = 2
except TypeError as error:
    print(error)
