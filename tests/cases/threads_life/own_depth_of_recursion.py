# Each thread has its own stack, and its own depth of recursion.
import threading

results = {}


def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)


def deep(name):
    results[name] = depth(300)


def endless(name):
    try:
        endless(name)
    except RecursionError:
        results[name] = "RecursionError"


threads = [threading.Thread(target=deep, args=(n,)) for n in range(3)]
threads.append(threading.Thread(target=endless, args=("endless",)))
for t in threads:
    t.start()
for t in threads:
    t.join()
print(results, depth(300))
