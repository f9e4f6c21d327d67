"""Tasks created and gathered: 50,000 of them, which do nothing."""

import asyncio
import time

TASKS = 50_000


async def nothing():
    pass


async def main():
    start = time.perf_counter()
    await asyncio.gather(*[asyncio.create_task(nothing()) for _ in range(TASKS)])
    return time.perf_counter() - start


print(f"{TASKS / asyncio.run(main()):.0f} tasks/s")
