import queue
import threading


class UniqueQueue(queue.Queue):
    """Takes every item once."""

    def _init(self, maxsize):
        super()._init(maxsize)
        self.seen = set()

    def _put(self, item):
        if item not in self.seen:
            self.seen.add(item)
            super()._put(item)


class ClosableQueue(queue.Queue):
    SENTINEL = object()

    def close(self):
        self.put(self.SENTINEL)

    def __iter__(self):
        while True:
            item = self.get()
            try:
                if item is self.SENTINEL:
                    return
                yield item
            finally:
                self.task_done()


links = UniqueQueue()


def crawl(pages):
    for page in pages:
        links.put(page)


for pages in (["a", "b"], ["b", "c", "a"]):
    t = threading.Thread(target=crawl, args=(pages,))
    t.start()
    t.join()
print(links.qsize(), [links.get() for _ in range(3)])

first, second = ClosableQueue(), ClosableQueue()


class Stage(threading.Thread):
    def __init__(self, fn, inbox, outbox):
        super().__init__()
        self.fn, self.inbox, self.outbox = fn, inbox, outbox

    def run(self):
        for item in self.inbox:
            self.outbox.put(self.fn(item))


stage = Stage(lambda d: {**d, "y": d["x"] * 2}, first, second)
stage.start()
for x in range(3):
    first.put({"x": x})
first.close()
first.join()
stage.join()
second.close()
print(list(second))
