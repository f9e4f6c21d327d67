import re
import threading


def shape(thing):
    return re.sub(r"0x[0-9a-f]+|\d{4,}", "N", repr(thing))


go = threading.Event()


class Special(threading.Thread):
    pass


for t in (
    threading.Thread(target=go.wait, name="plain"),
    Special(target=go.wait, name="special", daemon=True),
):
    go.clear()
    print(shape(t))
    t.start()
    print(shape(t))
    go.set()
    t.join()
    print(shape(t))
print(shape(threading.main_thread()))
lock, rlock = threading.Lock(), threading.RLock()
print(shape(lock), shape(rlock))
with lock, rlock, rlock:
    print(shape(lock))
    print(shape(rlock))
print(shape(threading.Event()), shape(go))
print(shape(threading.Condition(lock)))
print(shape(threading.Semaphore(3)), shape(threading.BoundedSemaphore(2)), shape(threading.Barrier(2)))
