import logging
import sys
import threading

logging.basicConfig(
    stream=sys.stdout, level=logging.INFO, format="%(threadName)s|%(levelname)s|%(name)s|%(message)s"
)
log = logging.getLogger("app")
child = logging.getLogger("app.db")


class Counting(logging.Handler):
    def __init__(self):
        super().__init__()
        self.records = []

    def emit(self, record):
        self.records.append((record.threadName, record.getMessage()))


counting = Counting()
log.addHandler(counting)


def worker(n):
    log.info("start %s", {"n": n})
    child.debug("hidden")
    child.warning("slow query %d", n)
    try:
        {}["k"]
    except KeyError:
        log.error("failed: %r", sys.exc_info()[1])


for n in range(2):
    t = threading.Thread(target=worker, args=(n,), name=f"worker-{n}")
    t.start()
    t.join()


def quiet():
    log.setLevel(logging.ERROR)


t = threading.Thread(target=quiet)
t.start()
t.join()
log.info("not shown any more")
log.error("end")
print(len(counting.records), counting.records[0], counting.records[-1])
