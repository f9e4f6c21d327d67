# Without a lock every thread finds the key missing, and the work is done three times.
import threading
import time

cache = {}
computed = []


def load(key):
    if key not in cache:
        time.sleep(0.03)
        computed.append(key)
        cache[key] = {"key": key, "load": len(computed)}
    return cache[key]


threads = [threading.Thread(target=load, args=("config",)) for _ in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(computed)
print(cache["config"]["key"], load("config") is cache["config"])
