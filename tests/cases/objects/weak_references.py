"""weakref: references, their callbacks, dictionaries and sets, proxies, finalizers."""

import asyncio
import gc
import weakref


class Thing:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"Thing({self.name})"

    def hello(self):
        return f"hello from {self.name}"


a = Thing("a")
r = weakref.ref(a)
print(r() is a, r is weakref.ref(a), r == weakref.ref(a), r.__callback__)
print(type(r), isinstance(r, weakref.ref), weakref.getweakrefcount(a))
del a
print(r(), r.__callback__)
b = Thing("b")
first = weakref.ref(b, lambda it: print("first told", it() is None))
second = weakref.ref(b, lambda it: print("second told", it is second))
print(first == second, hash(first) == hash(b))
b = None
print("told")
for wrong in (1, "text", [], {}, (), None, 2.5, object(), ValueError("x")):
    try:
        weakref.ref(wrong)
    except TypeError as error:
        print(error)


class Slots:
    __slots__ = ("x",)


class RoomySlots:
    __slots__ = ("x", "__weakref__")


class MyList(list):
    pass


class MyInt(int):
    pass


for cls in (Slots, RoomySlots, MyList, MyInt):
    made = cls()
    try:
        print(cls.__name__, weakref.ref(made)() is made)
    except TypeError as error:
        print(error)


def function():
    pass


fr = weakref.ref(function)
print(fr() is function)
del function
print(fr())
c = Thing("c")
bound = weakref.ref(c.hello)
print(bound())
method = weakref.WeakMethod(c.hello)
print(method()(), method == weakref.WeakMethod(c.hello))
values = weakref.WeakValueDictionary()
values["c"] = c
values["d"] = d = Thing("d")
print(sorted(values), len(values), values["d"], values.get("zzz"), "c" in values)
del d
print(list(values.items()), values.pop("d", "nothing"))
try:
    values["d"]
except KeyError as error:
    print("KeyError", error)
keys = weakref.WeakKeyDictionary()
k = Thing("k")
keys[k] = 1
keys[c] = 2
print(len(keys), keys[k], k in keys, [key.name for key in keys])
del k
print(len(keys), dict(keys.items()))
ws = weakref.WeakSet([c])
e = Thing("e")
ws.add(e)
print(len(ws), e in ws, sorted(each.name for each in ws))
del e
print(len(ws), 5 in ws)
p = weakref.proxy(c)
print(p.name, p.hello(), type(p).__name__)
p.name = "renamed"
print(c.name)
del c
try:
    p.name
except ReferenceError as error:
    print("ReferenceError:", error)
print(method(), len(keys), len(ws), len(values))


def said(*args, **kwargs):
    print("finalized", args, kwargs)


f = Thing("f")
fin = weakref.finalize(f, said, 1, key=2)
print(fin.alive, fin.atexit, fin.peek()[0] is f)
del f
print(fin.alive, fin(), fin.peek())
g = Thing("g")
fin = weakref.finalize(g, said, "called")
fin()
fin()
del g
h = Thing("h")
fin = weakref.finalize(h, said, "detached")
print(fin.detach()[1] is said, fin.detach())


async def coroutine():
    await asyncio.sleep(0)


async def main():
    task = asyncio.create_task(coroutine())
    known = weakref.ref(task, lambda it: print("task is gone"))
    tasks = weakref.WeakSet([task])
    await task
    print(known() is task, len(tasks))
    del task
    await asyncio.sleep(0)
    print(known(), len(tasks))
    loop = asyncio.get_running_loop()
    print(weakref.ref(loop)() is loop)


asyncio.run(main())
at_end = Thing("at the end")
weakref.finalize(at_end, said, "at exit, first made")
weakref.finalize(at_end, said, "at exit, last made")


class Cache:
    _instances = weakref.WeakValueDictionary()

    def __new__(cls, key):
        found = cls._instances.get(key)
        if found is None:
            cls._instances[key] = found = super().__new__(cls)
        return found


one, same = Cache("x"), Cache("x")
print(one is same, len(Cache._instances))
del one, same
print(len(Cache._instances))


class Both:
    def __del__(self):
        print("del")


both = Both()
kept = weakref.ref(both, lambda it: print("callback"))
del both


class Node:
    def __init__(self, parent=None):
        self.parent = None if parent is None else weakref.ref(parent)
        self.children = []
        if parent is not None:
            parent.children.append(self)

    def __del__(self):
        print("node ends", self.parent is None or self.parent() is None)


root = Node()
Node(root)
Node(root)
root = None
print("end", weakref.ref[int])
