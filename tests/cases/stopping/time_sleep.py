# case: interrupt-after=1.5
import time

print("sleeping")
try:
    time.sleep(30)
    print("slept")
except KeyboardInterrupt as error:
    print("woken:", repr(error))
print("the program goes on")
