# The classic of three threads that print in order: each waits for the semaphore of the one before.
import threading

gates = [threading.Semaphore(1), threading.Semaphore(0), threading.Semaphore(0)]
out = []


def speaker(index, word):
    for _ in range(3):
        gates[index].acquire()
        out.append(word)
        gates[(index + 1) % 3].release()


threads = [threading.Thread(target=speaker, args=(i, w)) for i, w in ((2, "go"), (0, "ready"), (1, "steady"))]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(" ".join(out))
