# case: interrupt-after=0.6
import time

print("sleeping")
try:
    time.sleep(30)
    print("slept")
except KeyboardInterrupt as error:
    print("woken:", repr(error))
print("the program goes on")
