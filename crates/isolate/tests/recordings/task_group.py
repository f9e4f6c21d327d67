import asyncio


async def work(seconds):
    await asyncio.sleep(seconds)


async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(work(0.1))
        group.create_task(work(0.2))


asyncio.run(main())
