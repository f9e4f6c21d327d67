import threading


def remember(item, seen=[]):
    seen.append(item)
    remember.calls += 1
    return seen


remember.calls = 0


def rename():
    remember.__name__ = "renamed"
    remember.__doc__ = "set in a thread"


for item in ("a", "b"):
    t = threading.Thread(target=remember, args=(item,))
    t.start()
    t.join()
t = threading.Thread(target=rename)
t.start()
t.join()
print(remember("c"), remember.calls, remember.__name__, remember.__doc__)
