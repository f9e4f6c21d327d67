import threading, time
def f(): return 1
f.count = 0
def run():
    for _ in range(3): f.count += 1
ts = [threading.Thread(target=run) for _ in range(2)]
for t in ts: t.start()
for t in ts: t.join()
print(f.count)
