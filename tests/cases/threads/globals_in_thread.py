# A thread sees the functions, constants and modules of the program.
import math
import threading
import time

GREETING = "hello"
LIMIT = 10**20
RATIO = 1.5
PAIR = (1, ("two", None))


def helper(x, scale=2):
    return x * scale


def worker(name):
    print(GREETING, name, LIMIT + 1, RATIO, PAIR)
    print(helper(4), helper(4, scale=10), math.floor(RATIO))
    time.sleep(0.01)
    print("worker ends")


thread = threading.Thread(target=worker, args=("thread",))
thread.start()
thread.join()
print("main ends")
