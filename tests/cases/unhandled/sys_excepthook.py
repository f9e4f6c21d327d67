# The program's own hook reports what left it.
import sys


def hook(kind, value, traceback):
    print("hook:", kind.__name__, value, traceback.tb_lineno)


sys.excepthook = hook


def fail():
    raise ValueError("left the program")


fail()
