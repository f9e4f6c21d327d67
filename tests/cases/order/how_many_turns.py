# How many turns of the loop each await takes, counted by a ticking task.
import asyncio

turn = 0


async def clock():
    global turn
    while True:
        await asyncio.sleep(0)
        turn += 1


async def nothing():
    return None


async def measure(name, make):
    before = turn
    await make()
    print(f"{name}: {turn - before}")


async def main():
    ticker = asyncio.create_task(clock())
    await asyncio.sleep(0)
    done = asyncio.get_running_loop().create_future()
    done.set_result(None)
    await measure("coroutine", nothing)
    await measure("sleep(0)", lambda: asyncio.sleep(0))
    await measure("done future", lambda: done)
    await measure("task", lambda: asyncio.create_task(nothing()))
    await measure("gather of one", lambda: asyncio.gather(nothing()))
    await measure("gather of none", lambda: asyncio.gather())
    await measure("wait_for", lambda: asyncio.wait_for(nothing(), 5))
    await measure("wait_for without timeout", lambda: asyncio.wait_for(nothing(), None))
    await measure("shield", lambda: asyncio.shield(nothing()))
    await measure("wait", lambda: asyncio.wait([asyncio.create_task(nothing())]))
    await measure("gather of sleeps", lambda: asyncio.gather(asyncio.sleep(0), asyncio.sleep(0)))
    ticker.cancel()


asyncio.run(main())
