# Generators and coroutines take names.
import asyncio


def numbers():
    yield 1


async def work():
    await asyncio.sleep(0)


made = numbers()
made.__name__ = "count"
print(made.__name__, made.__qualname__, repr(made).split(" at ")[0])
made.__qualname__ = "some.count"
print(made.__name__, made.__qualname__, repr(made).split(" at ")[0], numbers.__name__, list(made))
coroutine = work()
coroutine.__qualname__ = "worker"
print(repr(coroutine).split(" at ")[0], coroutine.__name__)
for name in ("__name__", "__qualname__"):
    try:
        setattr(coroutine, name, 5)
    except TypeError as error:
        print(error)
asyncio.run(coroutine)
waiting = numbers()
next(waiting)
for args in ((ValueError("a"), "x"), (ValueError("a"), ValueError("b"))):
    try:
        waiting.throw(*args)
    except TypeError as error:
        print(error)
try:
    waiting.throw(ValueError, "x")
except ValueError as error:
    print(repr(error))


async def main():
    named = work()
    named.__qualname__ = named.__name__ = "renamed"
    task = asyncio.create_task(named)
    print(repr(task).split(" running")[0].split("coro=")[1])
    await task


asyncio.run(main())


class Old:
    pass


Old.__name__ = "New"
for action in (lambda: Old.nope, lambda: delattr(Old, "nope"), lambda: setattr(Old, "__name__", 5)):
    try:
        action()
    except (AttributeError, TypeError) as error:
        print(error)
