import collections
import threading

errors = []
step = threading.Event()
stepped = threading.Event()
ring = collections.deque([1, 2, 3])
table = {"a": 1, "b": 2}
letters = {"x"}


def changer():
    for change in (lambda: ring.append(4), lambda: table.update(c=3), lambda: letters.add("y")):
        step.wait()
        step.clear()
        change()
        stepped.set()


def let_change():
    step.set()
    stepped.wait()
    stepped.clear()


t = threading.Thread(target=changer)
t.start()
for thing in (ring, table, letters):
    try:
        for _ in thing:
            if thing is letters and len(letters) > 1:
                break
            let_change()
    except RuntimeError as error:
        errors.append(str(error))
t.join()
print(errors)
print(list(ring), table, sorted(letters))
