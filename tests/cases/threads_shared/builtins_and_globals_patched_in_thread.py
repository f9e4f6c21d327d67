import builtins
import threading

lines = []


def shout(*args):
    lines.append(" ".join(str(a) for a in args).upper())


def define():
    global helper
    helper = lambda x: f"helped {x}"
    globals()["made_up"] = 42
    builtins.shout = shout


t = threading.Thread(target=define)
t.start()
t.join()
print(helper("main"), made_up)


def use():
    shout("hello", helper("thread"))


t = threading.Thread(target=use)
t.start()
t.join()
print(lines)
