import asyncio


async def work():
    asyncio.current_task().cancel()
    print("still running until the next await")
    try:
        await asyncio.sleep(0)
        print("never")
    except asyncio.CancelledError:
        print("cancelled at the await")
        raise


async def finishes():
    asyncio.current_task().cancel()
    return "no await left"


async def main():
    for coro in (work(), finishes()):
        task = asyncio.create_task(coro)
        await asyncio.wait([task])
        print("cancelled:", task.cancelled())


asyncio.run(main())
