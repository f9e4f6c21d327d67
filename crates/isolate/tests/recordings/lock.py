import asyncio


async def work(lock):
    async with lock:
        await asyncio.sleep(0.1)


async def main():
    lock = asyncio.Lock()
    async with asyncio.TaskGroup() as group:
        for number in range(3):
            group.create_task(work(lock), name=f"worker-{number}")


asyncio.run(main())
