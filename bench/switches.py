"""Switches between tasks: 100 tasks, each giving way 1,000 times."""

import asyncio

TASKS = 100
SWITCHES = 1_000


async def give_way():
    for _ in range(SWITCHES):
        await asyncio.sleep(0)
    return SWITCHES


async def main():
    return await asyncio.gather(*[give_way() for _ in range(TASKS)])


def run():
    assert sum(asyncio.run(main())) == TASKS * SWITCHES


run()
