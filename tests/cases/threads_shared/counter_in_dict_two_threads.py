import threading

totals = {"hits": 0, "misses": 0}


def count(key, other, times):
    for i in range(times):
        totals[key] += 1
        if i % 3 == 0:
            totals[other] += 1


a = threading.Thread(target=count, args=("hits", "misses", 90_000))
b = threading.Thread(target=count, args=("hits", "misses", 90_000))
a.start()
b.start()
a.join()
b.join()
print(totals)
