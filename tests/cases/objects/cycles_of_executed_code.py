import gc

gc.collect()


class Last:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("end of", self.name)


def executed(source, name):
    space = {"last": Last(name)}
    exec(source, space)
    return space


executed("x = 1", "variables")
print(gc.collect())
executed("def f(): return last", "a function")
print(gc.collect())
executed("def f():\n    yield last\ng = f()\nnext(g)", "a generator")
print(gc.collect() > 0)
space = executed("def f(): return g()\ndef g(): return last.name", "what is held")
f = space["f"]
del space
print(gc.collect(), f())
print(any(held is f.__globals__ for held in gc.get_referents(f)))
del f
print(gc.collect() > 0)
space = executed("f = lambda: last.name\nk = {'f': f}", "what is called later")
call = space["k"]
del space
gc.collect()
print(call["f"]())
call.clear()
del call
gc.collect()
namespace = {}
exec("def f(): return x\nx = 2", {"last": Last("globals beside locals")}, namespace)
del namespace
print(gc.collect())
print("end")
