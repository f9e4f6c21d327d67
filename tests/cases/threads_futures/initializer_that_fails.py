import logging
import sys
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures.thread import BrokenThreadPool

logging.basicConfig(stream=sys.stdout, format="%(name)s %(levelname)s %(message)s %(exc_text)s")
logging.getLogger("concurrent.futures").addFilter(lambda record: print(record.getMessage()))
attempts = []


def setup(box):
    box.append(1)
    raise OSError("no connection")


pool = ThreadPoolExecutor(1, initializer=setup, initargs=(attempts,))
try:
    future = pool.submit(print, "never")
    future.result()
except BrokenThreadPool as error:
    print(type(error).__name__, error)
try:
    pool.submit(print, "never")
except BrokenThreadPool as error:
    print("submit:", error)
pool.shutdown()
print(attempts)
