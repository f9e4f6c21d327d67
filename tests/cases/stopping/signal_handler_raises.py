# case: interrupt-after=1.5
import signal
import time


class Leave(Exception):
    pass


def handler(number, frame):
    raise Leave("time to go")


signal.signal(signal.SIGINT, handler)
try:
    time.sleep(30)
except Leave as reason:
    print("left:", reason)
