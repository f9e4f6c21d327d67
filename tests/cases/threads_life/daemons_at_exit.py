# The main thread ends: daemons stop where they are, the others are waited for, then come the atexit functions.
import atexit
import threading
import time


def daemon():
    try:
        while True:
            time.sleep(0.01)
            beats.append(1)
    finally:
        print("never printed")


def slow():
    time.sleep(0.05)
    state["slow"] = True
    print("slow thread ends, daemon alive:", threads[0].is_alive(), "beats:", len(beats) > 0)


beats = []
state = {"slow": False}
threads = [threading.Thread(target=daemon, daemon=True), threading.Thread(target=slow)]
for t in threads:
    t.start()
atexit.register(lambda: print("atexit:", state))
print("main ends:", state)
