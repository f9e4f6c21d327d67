import threading
from concurrent.futures import CancelledError, Future, InvalidStateError


def shape(error):
    return f"{type(error).__name__}: {str(error).split(' at ')[0]}"


f = Future()
print(f.done(), f.running(), f.cancelled(), f.set_running_or_notify_cancel(), f.running())
f.set_exception(KeyError("k"))
print(repr(f.exception()), f.done())
for call in (lambda: f.set_result(1), lambda: f.set_exception(ValueError()), f.result):
    try:
        call()
    except (InvalidStateError, KeyError) as error:
        print(shape(error))
c = Future()
print(c.cancel(), c.cancelled(), c.done())
try:
    c.set_result(1)
except InvalidStateError as error:
    print(shape(error))
print(c.set_running_or_notify_cancel())
try:
    c.result(timeout=1)
except CancelledError as error:
    print("cancelled", repr(error))

waiting = Future()
got = []


def waiter():
    try:
        got.append(waiting.result(timeout=5))
    except CancelledError:
        got.append("cancelled")


threads = [threading.Thread(target=waiter) for _ in range(2)]
for t in threads:
    t.start()
waiting.cancel()
waiting.set_running_or_notify_cancel()
for t in threads:
    t.join()
print(got)
try:
    Future().result(timeout=0.01)
except TimeoutError as error:
    print(repr(error))
