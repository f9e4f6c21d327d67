import asyncio


async def work(seconds):
    await asyncio.sleep(seconds)


async def main():
    tasks = [asyncio.create_task(work(seconds)) for seconds in (0.1, 0.2, 0.9)]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    await asyncio.wait(tasks, timeout=0.3)
    tasks[2].cancel()


asyncio.run(main())
