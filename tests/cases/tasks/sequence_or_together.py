import asyncio
import time


async def fetch(name, seconds):
    await asyncio.sleep(seconds)
    return name


async def in_sequence():
    return [await fetch("a", 0.1), await fetch("b", 0.2)]


async def together():
    return await asyncio.gather(fetch("a", 0.1), fetch("b", 0.2))


for plan in (in_sequence, together):
    started = time.perf_counter()
    result = asyncio.run(plan())
    print(plan.__name__, result, round(time.perf_counter() - started, 1))
