# += on a global is not interrupted: a thread switches only at calls and at the end of a round.
import threading

n = 0


def count(times):
    global n
    for _ in range(times):
        n += 1


threads = [threading.Thread(target=count, args=(300_000,)) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(n)
