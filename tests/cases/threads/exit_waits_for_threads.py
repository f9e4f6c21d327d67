import threading
import time


def worker():
    time.sleep(0.1)
    print("worker outlives the main program")


threading.Thread(target=worker).start()
print("last line of the program")
