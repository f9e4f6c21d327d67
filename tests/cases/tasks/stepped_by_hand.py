# A coroutine that somebody else steps while its task waits.
import asyncio


async def work():
    await asyncio.sleep(0.02)
    return 1


async def main():
    coroutine = work()
    task = asyncio.create_task(coroutine)
    await asyncio.sleep(0)
    print(type(coroutine.send(None)).__name__)
    print(await task)


asyncio.run(main())
