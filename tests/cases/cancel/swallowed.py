import asyncio


async def stubborn():
    for attempt in range(3):
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError:
            print("ignoring cancel", attempt, "requests:", asyncio.current_task().cancelling())
    return "my own way"


async def main():
    task = asyncio.create_task(stubborn())
    for _ in range(3):
        await asyncio.sleep(0)
        task.cancel()
    print(await task, task.cancelled(), task.cancelling())


asyncio.run(main())
