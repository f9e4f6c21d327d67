import threading

inside = threading.Event()
leave = threading.Event()


def numbers():
    for n in range(3):
        inside.set()
        leave.wait()
        yield n


shared = numbers()
values = []


def worker():
    values.append(next(shared))


t = threading.Thread(target=worker)
t.start()
inside.wait()
try:
    next(shared)
except ValueError as error:
    print(type(error).__name__, error)
try:
    shared.close()
except ValueError as error:
    print(type(error).__name__, error)
leave.set()
t.join()
print(values, list(shared))
