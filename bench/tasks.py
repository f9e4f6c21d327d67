"""Tasks created and gathered: 50,000 of them, which do nothing."""

import asyncio

TASKS = 50_000


async def nothing():
    pass


async def main():
    return await asyncio.gather(*[asyncio.create_task(nothing()) for _ in range(TASKS)])


def run():
    assert asyncio.run(main()) == [None] * TASKS


run()
