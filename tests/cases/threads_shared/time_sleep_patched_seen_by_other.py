# A module is one object: what one thread puts into it, all the others call.
import threading
import time
import types

naps = []
real_sleep = time.sleep


def fake(seconds):
    naps.append(seconds)


def patcher():
    time.sleep = fake


def sleeper():
    time.sleep(1000)
    time.sleep(2.5)


t = threading.Thread(target=patcher)
t.start()
t.join()
print("patched in main too:", time.sleep is fake)
time.sleep(77)
t = threading.Thread(target=sleeper)
t.start()
t.join()
print(naps)


def restore():
    time.sleep = real_sleep


t = threading.Thread(target=restore)
t.start()
t.join()
print("restored:", time.sleep is real_sleep, isinstance(time.sleep, types.BuiltinFunctionType))
