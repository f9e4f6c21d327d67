# Other threads have their turns while the attributes of one are being made.
import threading
import time


class Session(threading.local):
    def __init__(self, prefix):
        time.sleep(0.02)
        self.name = prefix + threading.current_thread().name
        time.sleep(0.02)

    @property
    def shout(self):
        return self.name.upper()


session = Session("of ")
seen = {}


def look():
    first = session.name
    time.sleep(0.01)
    seen[threading.current_thread().name] = (first, session.shout)


threads = [threading.Thread(target=look, name=f"t{n}") for n in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
for name in sorted(seen):
    print(name, seen[name])
print(session.name)
