# One object, whichever way it goes from thread to thread.
import queue
import threading
from concurrent.futures import ThreadPoolExecutor


class Token:
    pass


class Carrier(Exception):
    def __init__(self, token):
        super().__init__("carried")
        self.token = token


class Worker(threading.Thread):
    def __init__(self, token):
        super().__init__()
        self.token = token
        self.seen = None

    def run(self):
        self.seen = self.token


token = Token()
number = id(token)
seen = {}


def closure():
    seen["closure"] = token


def by_argument(argument, *, keyword):
    seen["argument"] = argument
    seen["keyword"] = keyword


def by_queue(inbox, outbox):
    outbox.put(inbox.get())


def by_global():
    global copy
    copy = token


def run(target, *args, **kwargs):
    t = threading.Thread(target=target, args=args, kwargs=kwargs)
    t.start()
    t.join()


run(closure)
run(by_argument, token, keyword=token)
inbox, outbox = queue.Queue(), queue.Queue()
inbox.put(token)
run(by_queue, inbox, outbox)
seen["queue"] = outbox.get()
run(by_global)
seen["global"] = copy
worker = Worker(token)
worker.start()
worker.join()
seen["thread attribute"] = worker.seen


def fail():
    raise Carrier(token)


with ThreadPoolExecutor(1) as pool:
    seen["result"] = pool.submit(lambda: token).result()
    seen["map"] = list(pool.map(lambda x: x, [token]))[0]
    try:
        pool.submit(fail).result()
    except Carrier as error:
        seen["exception"] = error.token
    future = pool.submit(fail)
    seen["same exception"] = token if future.exception() is future.exception() else None

for way, thing in seen.items():
    print(f"{way}: {thing is token} {id(thing) == number}")
