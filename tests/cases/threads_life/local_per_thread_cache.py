import threading

local = threading.local()
made = []


class Connection:
    def __init__(self):
        self.owner = threading.current_thread().name
        made.append(self)


def connection():
    if not hasattr(local, "connection"):
        local.connection = Connection()
    return local.connection


def worker(results):
    first, second = connection(), connection()
    results[threading.current_thread().name] = (first is second, first.owner)
    local.__dict__.setdefault("extra", []).append(1)
    results[threading.current_thread().name] += (len(local.extra),)


results = {}
threads = [threading.Thread(target=worker, args=(results,), name=f"w{n}") for n in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
worker(results)
print(sorted(results.items()))
print(len(made), len({id(c) for c in made}))
