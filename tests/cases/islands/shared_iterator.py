import threading, itertools
ids = itertools.count()
def run(): print(next(ids))
for _ in range(3):
    t = threading.Thread(target=run); t.start(); t.join()
print(next(ids))
