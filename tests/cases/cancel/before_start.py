import asyncio


async def work():
    print("never printed, not even the first line")


async def main():
    task = asyncio.create_task(work())
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled before it started:", task.cancelled())


asyncio.run(main())
