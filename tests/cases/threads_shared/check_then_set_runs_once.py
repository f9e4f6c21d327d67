# There is no call between the check and the store, so only one thread gets in.
import threading

initialised = False
winners = []
slots = {}
barrier = threading.Barrier(8)


def worker(name):
    global initialised
    barrier.wait()
    if not initialised:
        initialised = True
        winners.append(name)
    for key in ("a", "b", "c"):
        if key not in slots:
            slots[key] = 0
        slots[key] += 1


threads = [threading.Thread(target=worker, args=(n,)) for n in range(8)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(initialised, len(winners))
print(slots)
