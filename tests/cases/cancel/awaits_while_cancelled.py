import asyncio


async def work():
    try:
        await asyncio.sleep(1)
    finally:
        print("cleaning takes a moment")
        await asyncio.sleep(0.02)
        print("clean")


async def main():
    task = asyncio.create_task(work())
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.sleep(0)
    print("meanwhile main runs; done:", task.done())
    await asyncio.wait([task])
    print("cancelled:", task.cancelled())


asyncio.run(main())
