# case: interrupt-after=1.5
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
