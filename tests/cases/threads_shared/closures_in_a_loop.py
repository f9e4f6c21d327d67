# Closures see the variable, not its value when the thread was made.
import threading

start = threading.Event()
late = []
early = []


def make(n):
    def run():
        start.wait()
        early.append(n)
    return run


threads = []
for n in range(3):
    def run():
        start.wait()
        late.append(n)
    threads.append(threading.Thread(target=run))
    threads.append(threading.Thread(target=make(n)))
for t in threads:
    t.start()
n = "changed"
start.set()
for t in threads:
    t.join()
print(late, sorted(early))
