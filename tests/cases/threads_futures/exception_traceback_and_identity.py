import threading
import traceback
from concurrent.futures import ThreadPoolExecutor


class Oops(Exception):
    def __init__(self, payload):
        super().__init__(payload)
        self.payload = payload


payload = {"tries": 0}


def inner():
    payload["tries"] += 1
    raise Oops(payload)


def outer():
    try:
        inner()
    except Oops as error:
        raise RuntimeError("outer failed") from error


with ThreadPoolExecutor(1) as pool:
    future = pool.submit(outer)
    try:
        future.result()
    except RuntimeError as error:
        caught = error
names = [f.name for f in traceback.extract_tb(caught.__traceback__)]
print(names[0], names[-1], "outer" in names)
print(caught is future.exception(), caught.__cause__.payload is payload, payload)
print([f.name for f in traceback.extract_tb(caught.__cause__.__traceback__)])
caught.add_note("seen by main")


def reraise():
    raise caught


t = threading.Thread(target=reraise, name="again")
threading.excepthook = lambda args: print(args.exc_value is caught, args.exc_value.__notes__)
t.start()
t.join()
