import threading
cache = {}
def work(n, seen=[]):
    seen.append(n); return seen
def run(n):
    print(work(n))
t = threading.Thread(target=run, args=(1,)); t.start(); t.join()
print(work(2))
