# A plain lock belongs to nobody: another thread may release it.
import threading
import time

lock = threading.Lock()
log = []


def opener():
    time.sleep(0.02)
    log.append("opened")
    lock.release()


lock.acquire()
t = threading.Thread(target=opener)
t.start()
lock.acquire()
log.append("went through")
t.join()
print(log, lock.locked())
lock.release()
try:
    lock.release()
except RuntimeError as error:
    print(error)
try:
    lock.acquire(False, 1)
except ValueError as error:
    print(error)
try:
    lock.acquire(timeout=-5)
except ValueError as error:
    print(error)
