import threading
import time

ready = threading.Event()
done = threading.Event()


def worker():
    print("worker waits")
    ready.wait()
    print("worker was told")
    time.sleep(0.05)
    done.set()


threading.Thread(target=worker).start()
time.sleep(0.06)
print("wait with timeout:", done.wait(0.01))
ready.set()
print("wait:", done.wait(), done.is_set())
done.clear()
print("cleared:", done.is_set())
