# case: interrupt-after=0.6
import signal
import time

caught = []


def handler(number, frame):
    caught.append(signal.Signals(number).name)
    print("handler called with", number == signal.SIGINT)


previous = signal.signal(signal.SIGINT, handler)
print("previous is the default:", previous is signal.default_int_handler)
for _ in range(4):
    time.sleep(0.3)
print("caught", caught)
print(signal.getsignal(signal.SIGINT) is handler)
