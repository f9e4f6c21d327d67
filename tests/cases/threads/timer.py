import threading
import time


def ring(text, times=1):
    print(text * times)


late = threading.Timer(0.15, ring, args=("late!",))
soon = threading.Timer(0.05, ring, ["soon!"], {"times": 2})
never = threading.Timer(0.08, ring, ("never",))
for timer in (late, soon, never):
    timer.start()
never.cancel()
print("three timers started, one cancelled")
for timer in (late, soon, never):
    timer.join()
print("all joined")
