import asyncio
import time


async def fetch(name, seconds):
    await asyncio.sleep(seconds)
    return name


async def in_sequence():
    return [await fetch("a", 0.5), await fetch("b", 0.6)]


async def together():
    return await asyncio.gather(fetch("a", 0.5), fetch("b", 0.6))


for plan in (in_sequence, together):
    started = time.perf_counter()
    result = asyncio.run(plan())
    seconds = time.perf_counter() - started
    print(plan.__name__, result, seconds > 0.59, seconds > 1.09)
