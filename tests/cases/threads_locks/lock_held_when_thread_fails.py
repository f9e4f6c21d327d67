import threading

lock = threading.Lock()
careless = threading.Lock()
threading.excepthook = lambda args: print("hook:", args.exc_type.__name__, args.exc_value, args.thread.name)


def careful():
    with lock:
        raise ValueError("inside with")


def forgets():
    careless.acquire()
    raise KeyError("never released")


for target in (careful, forgets):
    t = threading.Thread(target=target, name=target.__name__)
    t.start()
    t.join()
print(lock.locked(), careless.locked())
print(careless.acquire(timeout=0.01))
