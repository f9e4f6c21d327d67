# A handler writes one record at a time, whatever threads do.
import functools
import logging
import threading
import time

written = []


class Slow(logging.Handler):
    def emit(self, record):
        written.append(("begin", record.getMessage()))
        time.sleep(0.01)
        written.append(("end", record.getMessage()))


log = logging.getLogger("work")
log.setLevel(logging.INFO)
log.addHandler(Slow())
threads = [threading.Thread(target=log.info, args=("record %d", n)) for n in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(all(begun[1] == ended[1] for begun, ended in zip(written[::2], written[1::2])), len(written))


class Report:
    computed = 0

    @functools.cached_property
    def total(self):
        time.sleep(0.02)
        Report.computed += 1
        return 42


report = Report()
totals = []
threads = [threading.Thread(target=lambda: totals.append(report.total)) for _ in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(totals, Report.computed)
