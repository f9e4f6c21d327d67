# The read and the write lie apart: both threads read the same balance.
import threading
import time

balance = 100
lock = threading.Lock()


def withdraw(amount):
    global balance
    seen = balance
    time.sleep(0.03)
    balance = seen - amount


def withdraw_locked(amount):
    with lock:
        withdraw(amount)


def run(target):
    global balance
    balance = 100
    threads = [threading.Thread(target=target, args=(10,)) for _ in range(3)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    print(target.__name__, balance)


run(withdraw)
run(withdraw_locked)
