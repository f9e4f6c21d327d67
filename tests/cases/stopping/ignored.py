# case: interrupt-after=0.6
import signal
import time

signal.signal(signal.SIGINT, signal.SIG_IGN)
for _ in range(4):
    time.sleep(0.3)
print("Ctrl+C was ignored")
