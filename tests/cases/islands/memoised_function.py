import threading, functools
@functools.lru_cache
def sq(n):
    print("computing", n); return n*n
def run(): print(sq(3))
t = threading.Thread(target=run); t.start(); t.join()
print(sq(3))
