import asyncio


async def fail(n):
    await asyncio.sleep(0)
    return 1 // n


async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(fail(1))
        group.create_task(fail(0))


asyncio.run(main())
