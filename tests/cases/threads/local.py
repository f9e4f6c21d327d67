import threading
import time

local = threading.local()
local.name = "main's"


def worker():
    print("thread has one:", hasattr(local, "name"))
    local.name = "the thread's"
    time.sleep(0.05)
    print("thread:", local.name)


thread = threading.Thread(target=worker)
thread.start()
thread.join()
print("main:", local.name)
