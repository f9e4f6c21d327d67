# The traceback of the main thread comes first, then the thread is waited for; the status is 1.
import sys
import threading
import time


def slow():
    time.sleep(0.05)
    print("slow thread:", shared)
    sys.stdout.flush()


shared = ["kept"]
threading.Thread(target=slow).start()
raise LookupError("main fails")
