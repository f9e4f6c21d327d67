import threading

gate = threading.Event()
t = threading.Thread(target=gate.wait)
t.start()
print(t.join(timeout=0.01), t.is_alive())
print(t.join(0), t.is_alive())
print(t.join(-1), t.is_alive())
gate.set()
print(t.join(timeout=5), t.is_alive())
print(t.join(), t.join(timeout=0))
joined = []
gate.clear()
t = threading.Thread(target=gate.wait)
t.start()
waiters = [threading.Thread(target=lambda n=n: (t.join(), joined.append(n))) for n in range(3)]
for w in waiters:
    w.start()
print(joined)
gate.set()
for w in waiters:
    w.join()
print(sorted(joined))
