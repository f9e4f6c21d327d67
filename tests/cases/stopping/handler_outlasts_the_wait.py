# case: interrupt-after=0.3
# A wait whose time passes while a handler runs is over.
import signal
import time


def slow(number, frame):
    print("handler")
    time.sleep(0.8)
    print("handled")


signal.signal(signal.SIGINT, slow)
print("sleeping")
time.sleep(0.6)
print("slept")
