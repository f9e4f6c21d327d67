"""__del__: when it is called, in which order, and what becomes of what it raises."""

import asyncio
import sys


class Noisy:
    def __init__(self, name, inner=None):
        self.name, self.inner = name, inner

    def __del__(self):
        print("end of", self.name)


def hook(unraisable):
    print("hook", unraisable.exc_type.__name__, unraisable.exc_value, unraisable.err_msg, unraisable.object.__qualname__)


def local():
    a, b = Noisy("first local"), Noisy("second local")
    print("in the function")


local()
x = Noisy("replaced")
x = Noisy("deleted")
print("before del")
del x
print("after del")
Noisy("temporary")
print("nested")
outer = Noisy("outer", Noisy("inner"))
del outer
print("list")
items = [Noisy(f"item {n}") for n in range(3)]
items.pop(1)
print("popped")
del items
pair = (Noisy("left"), Noisy("right"))
pair = None
table = {"a": Noisy("value a"), "b": Noisy("value b")}
table["a"] = None
table.clear()
print("attribute")
holder = Noisy("holder", Noisy("held"))
holder.inner = None
print("replaced attribute")
del holder.name
sys.unraisablehook = hook
try:
    holder = None
finally:
    print("a missing name was told")


class Base:
    def __del__(self):
        print(type(self).__name__, "from Base")


class Child(Base):
    pass


class Other(Base):
    def __del__(self):
        super().__del__()
        print("and Other")


Child()
Other()


class Back:
    kept = []

    def __del__(self):
        print("comes back")
        Back.kept.append(self)


Back()
print(len(Back.kept), type(Back.kept[0]).__name__)
Back.kept.clear()
print("and does not say it again")


class Late:
    pass


late = Late()
Late.__del__ = lambda self: print("added later")
late = None


class Raises:
    def __del__(self):
        raise ValueError("in __del__")


Raises()
print("goes on")
sys.unraisablehook = sys.__unraisablehook__


async def task():
    mine = Noisy("of a task")
    await asyncio.sleep(0)
    print("task ends")


async def cancelled():
    try:
        await asyncio.sleep(10)
    finally:
        print("finally")


async def main():
    await task()
    print("task has ended")
    job = asyncio.create_task(cancelled())
    await asyncio.sleep(0)
    job.cancel()
    try:
        await job
    except asyncio.CancelledError:
        print("cancelled")
    del job
    print("main ends")


asyncio.run(main())


def generator():
    held = Noisy("of a generator")
    yield 1
    yield 2


g = generator()
next(g)
del g
print("generator is gone")
chain = None
for n in range(3):
    chain = Noisy(f"link {n}", chain)
chain = None


class Counted:
    alive = 0

    def __init__(self):
        Counted.alive += 1

    def __del__(self):
        Counted.alive -= 1


many = [Counted() for _ in range(5000)]
print(Counted.alive)
many = many[:10]
print(Counted.alive)
del many
print(Counted.alive)
exc = None
try:
    within = Noisy("within try")
    raise KeyError("x")
except KeyError:
    del within
    print("handled")
with_globals = Noisy("a global at the end")
_private = Noisy("a private global at the end")
print("end of program")
