# A cancel that comes after the awaited future is done, but before the task runs again.
import asyncio


async def work(future):
    try:
        print("result", await future)
    except asyncio.CancelledError:
        print("cancelled although the result was there:", future.result())
        raise


async def main():
    future = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(work(future))
    await asyncio.sleep(0)
    future.set_result("ready")
    task.cancel()
    await asyncio.wait([task])
    print(task.cancelled())


asyncio.run(main())
