# A proxy that locks every access to what it wraps.
import threading


class Synchronized:
    def __init__(self, target):
        object.__setattr__(self, "_target", target)
        object.__setattr__(self, "_lock", threading.RLock())
        object.__setattr__(self, "accesses", [])

    def __getattr__(self, name):
        with self._lock:
            self.accesses.append(name)
            return getattr(self._target, name)

    def __setattr__(self, name, value):
        with self._lock:
            setattr(self._target, name, value)

    def __len__(self):
        return len(self._target.items)


class Basket:
    def __init__(self):
        self.items = []
        self.owner = None


basket = Basket()
proxy = Synchronized(basket)


def fill():
    proxy.owner = threading.current_thread().name
    proxy.items.append("apple")
    proxy.items += ["pear"]


t = threading.Thread(target=fill, name="filler")
t.start()
t.join()
print(basket.owner, basket.items, len(proxy))
print(proxy.accesses)
try:
    proxy.price
except AttributeError as error:
    print(error)
