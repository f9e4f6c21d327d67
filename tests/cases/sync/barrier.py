import asyncio


async def runner(name, barrier, seconds):
    await asyncio.sleep(seconds)
    print(name, "arrives,", barrier.n_waiting, "waiting")
    position = await barrier.wait()
    print(name, "passes as number", position)


async def main():
    barrier = asyncio.Barrier(3)
    await asyncio.gather(*(runner(n, barrier, s) for n, s in (("a", 0), ("b", 0.05), ("c", 0.1))))
    print(barrier.parties, barrier.n_waiting, barrier.broken)
    waiting = asyncio.create_task(runner("d", barrier, 0))
    await asyncio.sleep(0.01)
    await barrier.abort()
    try:
        await waiting
    except asyncio.BrokenBarrierError as error:
        print("BrokenBarrierError:", error)


asyncio.run(main())
