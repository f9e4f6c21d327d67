import queue
import threading
import time


class Store:
    def __init__(self):
        self.lock = threading.Lock()
        self.filled = threading.Condition()
        self.items = []

    def hold(self):
        with self.lock:
            time.sleep(0.2)

    def want(self):
        time.sleep(0.1)
        with self.lock:
            pass

    def take(self):
        with self.filled:
            while not self.items:
                self.filled.wait()

    def fill(self):
        time.sleep(0.1)
        with self.filled:
            self.items.append(1)
            self.filled.notify()


def consume(jobs, done):
    while jobs.get() is not None:
        time.sleep(0.1)
    done.set()


store, jobs, done = Store(), queue.Queue(maxsize=1), threading.Event()
threads = [threading.Thread(target=work, name=work.__name__) for work in (store.hold, store.want, store.take, store.fill)]
for thread in threads:
    thread.start()
threading.Thread(target=consume, args=(jobs, done), name="consumer").start()
for job in (1, 2, None):
    jobs.put(job)
done.wait(timeout=5)
for thread in threads:
    thread.join()
