import threading, time
def producer():
    def gen():
        for i in range(3): yield i
    return gen()
def consume(g): print(list(g))
g = producer()
next(g)
t = threading.Thread(target=consume, args=(g,)); t.start(); t.join(); print(list(g))
t = threading.Thread(target=consume, args=(producer(),)); t.start(); t.join()
