import sys
import threading
import time


def leaver():
    print("leaving quietly")
    sys.exit(3)


thread = threading.Thread(target=leaver)
thread.start()
thread.join()
time.sleep(0.01)
print("only the thread ended")
