import threading
import time


class Settings:
    _instance = None
    _lock = threading.Lock()
    created = 0

    def __new__(cls):
        if cls._instance is None:
            with cls._lock:
                if cls._instance is None:
                    time.sleep(0.02)
                    instance = super().__new__(cls)
                    instance.values = {}
                    cls.created += 1
                    cls._instance = instance
        return cls._instance


seen = []


def worker(n):
    settings = Settings()
    settings.values[n] = n * n
    seen.append(settings)


threads = [threading.Thread(target=worker, args=(n,)) for n in range(5)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(Settings.created, len(seen), all(s is Settings() for s in seen))
print(dict(sorted(Settings().values.items())))


class SingletonMeta(type):
    _instances = {}
    _lock = threading.RLock()

    def __call__(cls, *args):
        with cls._lock:
            if cls not in cls._instances:
                cls._instances[cls] = super().__call__(*args)
        return cls._instances[cls]


class Database(metaclass=SingletonMeta):
    def __init__(self, url):
        self.url = url


found = []
for url in ("db://first", "db://second"):
    t = threading.Thread(target=lambda: found.append(Database(url)))
    t.start()
    t.join()
print([d.url for d in found], found[0] is found[1])
