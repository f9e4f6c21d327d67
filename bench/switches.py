"""Switches between tasks: 100 tasks, each giving way 1,000 times."""

import asyncio
import time

TASKS = 100
SWITCHES = 1_000


async def give_way():
    for _ in range(SWITCHES):
        await asyncio.sleep(0)


async def main():
    await asyncio.gather(*[give_way() for _ in range(TASKS)])


start = time.perf_counter()
asyncio.run(main())
elapsed = time.perf_counter() - start
print(f"{TASKS * SWITCHES / elapsed:.0f} switches/s")
