import threading
import time

events = []
finished = threading.Event()


def remind(what, when):
    events.append((what, when))
    if what == "last":
        finished.set()


first = threading.Timer(0.02, remind, args=("first", 20))
cancelled = threading.Timer(0.6, remind, args=("never", 40))
last = threading.Timer(0.08, remind, kwargs={"what": "last", "when": 80})
for timer in (first, cancelled, last):
    timer.start()
cancelled.cancel()
finished.wait()
for timer in (first, cancelled, last):
    timer.join()
print(events)
print([t.is_alive() for t in (first, cancelled, last)])
