import threading
from concurrent.futures import CancelledError, ThreadPoolExecutor, TimeoutError

gate = threading.Event()
started = threading.Event()


def blocker():
    started.set()
    gate.wait()
    return "released"


pool = ThreadPoolExecutor(max_workers=1)
first = pool.submit(blocker)
queued = [pool.submit(pow, 2, n) for n in range(3)]
started.wait()
print(first.running(), first.done(), first.cancel(), queued[0].running())
try:
    first.result(timeout=0.01)
except TimeoutError as error:
    print("timeout", repr(error))
try:
    queued[0].exception(timeout=0)
except TimeoutError:
    print("no exception yet")
print(queued[1].cancel(), queued[1].cancelled(), queued[1].done(), queued[1].cancel())
for ask in (queued[1].result, queued[1].exception):
    try:
        ask()
    except CancelledError as error:
        print(type(error).__name__, isinstance(error, Exception))
gate.set()
print(first.result(), queued[0].result(), queued[2].result())
pool.shutdown()
print(first.cancel(), first.done(), first.running())
