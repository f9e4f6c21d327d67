import threading
def counter():
    n = 0
    def inc():
        nonlocal n
        n += 1
        return n
    return inc
inc = counter()
def run(): print(inc())
for _ in range(3):
    t = threading.Thread(target=run); t.start(); t.join()
print(inc())
