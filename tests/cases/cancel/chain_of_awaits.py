# Cancelling a task goes down to what it waits for, and comes up as an exception.
import asyncio


async def inner():
    try:
        await asyncio.sleep(1)
    finally:
        print("1 inner finally")


async def middle():
    try:
        await inner()
    except asyncio.CancelledError:
        print("2 middle")
        raise


async def waits_for_task(task):
    try:
        await task
    except asyncio.CancelledError:
        print("3 outer; the task it waited for is cancelled:", task.cancelled())
        raise


async def main():
    task = asyncio.create_task(middle())
    outer = asyncio.create_task(waits_for_task(task))
    await asyncio.sleep(0.01)
    outer.cancel()
    print(await asyncio.gather(outer, return_exceptions=True))


asyncio.run(main())
