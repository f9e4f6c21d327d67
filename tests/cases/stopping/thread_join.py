# case: interrupt-after=0.6
import threading
import time


def forever():
    while True:
        time.sleep(1)


thread = threading.Thread(target=forever, daemon=True)
thread.start()
try:
    thread.join()
except KeyboardInterrupt:
    print("join was interrupted")
