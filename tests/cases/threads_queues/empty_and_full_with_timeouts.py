import queue
import threading
import time

box = queue.Queue(maxsize=1)
log = []


def slow_reader():
    time.sleep(0.06)
    log.append(box.get())


t = threading.Thread(target=slow_reader)
t.start()
box.put("first")
print(box.full(), box.empty())
try:
    box.put("second", timeout=0.01)
except queue.Full as error:
    print("full:", repr(error))
try:
    box.put_nowait("third")
except queue.Full:
    print("full at once")
box.put("fourth", timeout=5)
t.join()
print(log, box.get(timeout=1))
for call in (lambda: box.get(timeout=0.01), box.get_nowait, lambda: box.get(block=False)):
    try:
        call()
    except queue.Empty as error:
        print("empty:", repr(error))
try:
    box.get(timeout=-1)
except ValueError as error:
    print(error)
try:
    box.task_done()
    box.task_done()
    box.task_done()
except ValueError as error:
    print(error)
