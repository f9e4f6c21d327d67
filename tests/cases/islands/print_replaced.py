import threading, time
print = print
def run(): print("x", 1)
t = threading.Thread(target=run); t.start(); t.join()
old = print
def print(*a): old("patched", *a)
t = threading.Thread(target=run); t.start(); t.join()
