import threading
import time

barrier = threading.Barrier(3)
log = []


def waiter(name):
    try:
        barrier.wait()
    except threading.BrokenBarrierError as error:
        log.append((name, type(error).__name__, isinstance(error, RuntimeError)))


threads = [threading.Thread(target=waiter, args=(n,)) for n in ("a", "b")]
for t in threads:
    t.start()
while barrier.n_waiting < 2:
    time.sleep(0.002)
barrier.abort()
for t in threads:
    t.join()
print(sorted(log), barrier.broken)
barrier.reset()
print(barrier.broken)
try:
    barrier.wait(timeout=0.02)
except threading.BrokenBarrierError:
    print("nobody came")
barrier.reset()


def failing():
    raise ValueError("no")


angry = threading.Barrier(1, action=failing)
try:
    angry.wait()
except ValueError as error:
    print(error, angry.broken)
try:
    threading.Barrier(0)
except ValueError as error:
    print(error)
indexes = []
pair = threading.Barrier(2)
threads = [threading.Thread(target=lambda: indexes.append(pair.wait())) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sorted(indexes), pair.parties, pair.n_waiting)
