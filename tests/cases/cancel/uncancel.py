import asyncio


async def work():
    me = asyncio.current_task()
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        print("requests:", me.cancelling())
        print("uncancel leaves", me.uncancel())
    print("requests:", me.cancelling())
    await asyncio.sleep(0.01)
    return "finished"


async def main():
    task = asyncio.create_task(work())
    await asyncio.sleep(0)
    task.cancel()
    task.cancel()
    print(await task, task.cancelling())


asyncio.run(main())
