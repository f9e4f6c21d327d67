# case: interrupt-after=1.5
import signal
import time

caught = []


def handler(number, frame):
    caught.append(signal.Signals(number).name)
    print("handler called with", number == signal.SIGINT)


previous = signal.signal(signal.SIGINT, handler)
print("previous is the default:", previous is signal.default_int_handler)
while not caught:
    time.sleep(0.1)
print("caught", caught)
print(signal.getsignal(signal.SIGINT) is handler)
