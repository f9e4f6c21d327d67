import threading


class Broken(threading.Thread):
    def __init__(self):
        self.value = 1


t = Broken()
try:
    t.start()
except RuntimeError as error:
    print(error)
plain = threading.Thread(target=print, args=("ran",))
for call in (plain.join, plain.start, plain.join, plain.start):
    try:
        call()
    except RuntimeError as error:
        print(error)
try:
    threading.current_thread().join()
except RuntimeError as error:
    print(error)
try:
    threading.Thread(None, print, "name", ("a",), {"bad": 1}, 3)
except TypeError:
    print("TypeError")
try:
    plain.daemon = True
except RuntimeError as error:
    print(error)
try:
    threading.Thread("group")
except AssertionError as error:
    print(error)
