import threading
import time


class ExpiringCache:
    def __init__(self, lifetime):
        self.lifetime = lifetime
        self.entries = {}
        self.removed = []
        self.lock = threading.RLock()
        self.closing = threading.Event()
        self.janitor = threading.Thread(target=self._sweep, name="janitor", daemon=True)
        self.janitor.start()

    def put(self, key, value):
        with self.lock:
            self.entries[key] = (value, time.monotonic() + self.lifetime)

    def get(self, key, default=None):
        with self.lock:
            return self.entries.get(key, (default, 0))[0]

    def _sweep(self):
        while not self.closing.wait(0.01):
            with self.lock:
                now = time.monotonic()
                for key in [k for k, (_, end) in self.entries.items() if end <= now]:
                    self.removed.append((key, self.entries.pop(key)[0]))

    def close(self):
        self.closing.set()
        self.janitor.join()


cache = ExpiringCache(0.05)
cache.put("a", ["value"])
print(cache.get("a"), cache.get("b", "none"))
time.sleep(0.15)
print(cache.get("a"), cache.removed)
cache.close()
print(cache.janitor.is_alive(), cache.entries)
