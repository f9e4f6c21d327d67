import threading


class Session(threading.local):
    count = 0

    def __init__(self, user="nobody"):
        self.user = user
        self.cart = []
        log.append(("init in", threading.current_thread().name))

    def add(self, item):
        self.cart.append(item)
        self.count += 1


log = []
session = Session(user="ann")
plain = threading.local()
plain.x = {"main": True}
shared = {"calls": 0}
plain.shared = shared


def worker():
    session.add("in thread")
    log.append((session.user, session.cart, session.count))
    log.append(hasattr(plain, "x"))
    try:
        plain.x
    except AttributeError as error:
        log.append(str(error))
    plain.x = shared
    plain.x["calls"] += 1
    log.append(sorted(plain.__dict__))


session.add("in main")
for name in ("w0", "w1"):
    t = threading.Thread(target=worker, name=name)
    t.start()
    t.join()
for entry in log:
    print(entry)
print(session.cart, session.count, Session.count, plain.x, shared)
del plain.x
print(sorted(vars(plain)))
