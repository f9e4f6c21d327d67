import asyncio


async def leaf(n):
    print("leaf", n)
    await asyncio.sleep(0)
    return n


async def branch(n):
    if n == 0:
        return await leaf(n)
    below = await branch(n - 1)
    print("branch", n, "got", below)
    return below + n


async def immediate():
    return "no suspension"


async def main():
    print(await branch(4))
    print(await immediate())
    coro = leaf(99)
    print(type(coro).__name__, asyncio.iscoroutine(coro), asyncio.iscoroutinefunction(leaf))
    print(await coro)
    try:
        await coro
    except RuntimeError as error:
        print("RuntimeError:", error)


asyncio.get_event_loop().run_until_complete(main())
