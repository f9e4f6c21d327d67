import asyncio


class Two:
    def __await__(self):
        yield 1
        yield 2


async def inner():
    await Two()
    return "r"


async def outer(coroutine):
    return await coroutine


coroutine = inner()
first, second = outer(coroutine), outer(coroutine)
print(first.send(None))
try:
    print(second.send(None))
except RuntimeError as error:
    print(error)
try:
    print(first.send(None))
    first.send(None)
except StopIteration as error:
    print(error.value)
for thrown in (ValueError("late"), GeneratorExit()):
    try:
        coroutine.throw(thrown)
    except BaseException as error:
        print(repr(error))
print(coroutine.close())


async def own():
    await me


me = own()
try:
    me.send(None)
except ValueError as error:
    print(error)


async def waits(event):
    await event.wait()
    return "waited"


async def main():
    event = asyncio.Event()
    coroutine = waits(event)
    task = asyncio.create_task(outer(coroutine))
    await asyncio.sleep(0)
    try:
        await coroutine
    except RuntimeError as error:
        print(error)
    event.set()
    print(await task)
    for coroutine in (asyncio.sleep(0.01), asyncio.Lock().acquire(), asyncio.Queue().get()):
        task = asyncio.create_task(outer(coroutine))
        await asyncio.sleep(0)
        try:
            await coroutine
        except RuntimeError as error:
            print(error)
        task.cancel()
        print(await asyncio.gather(task, return_exceptions=True))


asyncio.run(main())
