import sys
import threading
import time

notes = []


def slow():
    time.sleep(0.03)
    notes.append("slow")
    print(notes)
    sys.exit(9)


threading.Thread(target=slow).start()
notes.append("main")
sys.exit(3)
