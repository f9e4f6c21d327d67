import sys
import threading

print(sys.getswitchinterval())
seen = []


def worker():
    seen.append(sys.getswitchinterval())
    sys.setswitchinterval(0.001)


t = threading.Thread(target=worker)
t.start()
t.join()
print(seen, sys.getswitchinterval())
try:
    sys.setswitchinterval(0)
except ValueError as error:
    print(error)
