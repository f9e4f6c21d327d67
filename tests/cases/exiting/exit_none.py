import atexit
import sys

atexit.register(print, "atexit: registered first, runs last")
atexit.register(print, "atexit: runs first")
print("plain sys.exit()")
sys.exit()
