import threading
import time


def forever():
    while True:
        time.sleep(0.1)
        print("tick")


threading.Thread(target=forever, daemon=True).start()
time.sleep(0.25)
print("main ends, the daemon with it")
