import collections
import threading

tasks = {"left": collections.deque(range(0, 6)), "right": collections.deque(range(100, 102))}
lock = threading.Lock()
done = []
barrier = threading.Barrier(2)


def worker(name, other):
    barrier.wait()
    while True:
        with lock:
            if tasks[name]:
                task = tasks[name].popleft()
            elif tasks[other]:
                task = tasks[other].pop()
            else:
                return
        done.append(task)


threads = [
    threading.Thread(target=worker, args=("left", "right")),
    threading.Thread(target=worker, args=("right", "left")),
]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sorted(done), {k: len(v) for k, v in tasks.items()})
