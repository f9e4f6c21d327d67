import threading
import time

condition = threading.Condition()


def waiter(name, delay):
    time.sleep(delay)
    with condition:
        print(name, "waits")
        condition.wait()
        print(name, "was notified")


for name, delay in (("a", 0), ("b", 0.05), ("c", 0.1)):
    threading.Thread(target=waiter, args=(name, delay)).start()
time.sleep(0.15)
for _ in range(2):
    with condition:
        print("notify one")
        condition.notify()
    time.sleep(0.05)
with condition:
    print("notify all")
    condition.notify_all()
time.sleep(0.05)
with condition:
    print("wait with timeout:", condition.wait(timeout=0.02))
try:
    condition.notify()
except RuntimeError as error:
    print("RuntimeError:", error)
