# Its exception is logged, the other callbacks still run.
import logging
import sys
from concurrent.futures import Future

handler = logging.StreamHandler(sys.stdout)
handler.setFormatter(logging.Formatter("%(levelname)s %(message).26s"))
logger = logging.getLogger("concurrent.futures")
logger.addHandler(handler)
logger.propagate = False
handler.formatter.formatException = lambda info: f"{info[0].__name__}: {info[1]}"


def bad(future):
    raise ValueError("in the callback")


future = Future()
future.add_done_callback(bad)
future.add_done_callback(lambda f: print("good:", f.result()))
future.set_result("value")
print("done", future.done())
