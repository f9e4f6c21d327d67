import functools
import threading

registry = {}


def register(name):
    def decorate(fn):
        @functools.wraps(fn)
        def wrapper(*args):
            wrapper.calls += 1
            return fn(*args)
        wrapper.calls = 0
        registry[name] = wrapper
        return wrapper
    return decorate


def load_plugins():
    @register("double")
    def double(x):
        return x * 2

    @register("tag")
    def tag(x):
        return [x, threading.current_thread().name]

    class Local:
        def method(self):
            return "made in a thread"

    registry["class"] = Local


t = threading.Thread(target=load_plugins, name="loader")
t.start()
t.join()
print(registry["double"](4), registry["tag"]("x"), registry["class"]().method())


def use():
    for n in range(3):
        registry["double"](n)


t = threading.Thread(target=use)
t.start()
t.join()
print(registry["double"].calls, registry["double"].__name__, registry["class"].__qualname__)
