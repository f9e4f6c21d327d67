import sys
import threading


def fail():
    raise ValueError("in thread")


def run(function, name):
    thread = threading.Thread(target=function, name=name)
    thread.start()
    thread.join()


def hook(args):
    print("hook:", args.exc_type.__name__, args.exc_value, args.thread.name, args.exc_traceback is not None)


run(fail, "first")
threading.excepthook = hook
run(fail, "second")
run(lambda: sys.exit(3), "third")


def nested():
    run(fail, "inner")


run(nested, "outer")
threading.excepthook = threading.__excepthook__
run(fail, "last")
