# Awaiting a coroutine runs it here and now; awaiting a task waits for the loop.
import asyncio


async def work(name):
    print("work", name, "in", asyncio.current_task().get_name())


async def main():
    asyncio.get_running_loop().call_soon(print, "-- loop turn --")
    await work("coroutine")
    await asyncio.create_task(work("task"), name="T")
    await work("another coroutine")


asyncio.run(main())
