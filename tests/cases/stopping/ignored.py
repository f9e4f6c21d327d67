# case: interrupt-after=1.5
import signal
import time

signal.signal(signal.SIGINT, signal.SIG_IGN)
time.sleep(2)
print("Ctrl+C was ignored")
