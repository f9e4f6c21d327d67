import threading

rlock = threading.RLock()
log = []


class Tree:
    def __init__(self, *children):
        self.children = children

    def size(self):
        with rlock:
            return 1 + sum(child.size() for child in self.children)


def measure():
    log.append(Tree(Tree(), Tree(Tree())).size())


t = threading.Thread(target=measure)
t.start()
t.join()
print(log)


def release_it():
    try:
        rlock.release()
    except RuntimeError as error:
        log.append(str(error))
    log.append(rlock.acquire(blocking=False))


rlock.acquire()
rlock.acquire()
t = threading.Thread(target=release_it)
t.start()
t.join()
rlock.release()
t = threading.Thread(target=release_it)
t.start()
t.join()
rlock.release()
print(log[1:])


def take_and_give():
    log.append(rlock.acquire(timeout=1))
    rlock.release()


t = threading.Thread(target=take_and_give)
t.start()
t.join()
print(log[-1])
try:
    rlock.release()
except RuntimeError as error:
    print(error)
