"""A running task gives its loop a call_soon of its own, and takes it away again."""
import asyncio

seen = []


async def give(value):
    await asyncio.sleep(0)
    return value


async def at_once():
    return "at once"


async def main():
    loop = asyncio.get_running_loop()
    plain = loop.call_soon

    def call_soon(callback, *args, context=None):
        seen.append(callback)
        return plain(callback, *args, context=context)

    loop.call_soon = call_soon
    await asyncio.sleep(0)
    print(len(seen))
    print(await at_once(), len(seen))
    print(await asyncio.create_task(at_once()), len(seen))
    print(await asyncio.gather(give(1), give(2), at_once()), len(seen))
    loop.call_soon(print, "called")
    await asyncio.sleep(0.01)
    print(len(seen), print in seen)
    del loop.call_soon
    await asyncio.sleep(0)
    print(await give("over"), len(seen))


asyncio.run(main())


async def brief():
    loop = asyncio.get_running_loop()
    plain = loop.call_soon
    loop.call_soon = lambda callback, *args, context=None: plain(callback, *args, context=context)
    return "brief"


print(asyncio.run(brief()))
