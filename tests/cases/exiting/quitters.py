"""`quit` and `exit` say how to leave, and `os.kill` sends a signal to the program itself."""

import os
import signal

print(quit, repr(exit), type(quit), quit.name)
for code in ((), (3,), (None,), ("words",), (True,)):
    try:
        exit(*code)
    except SystemExit as error:
        print(repr(error), error.code)

try:
    os.kill(os.getpid(), signal.SIGINT)
except KeyboardInterrupt as error:
    print("interrupted", repr(error))
signal.signal(signal.SIGINT, lambda number, frame: print("handler", signal.Signals(number)))
os.kill(os.getpid(), signal.SIGINT)
os.kill(os.getpid(), 0)
try:
    os.kill("me", 2)
except TypeError as error:
    print(error)
quit("last words")
