# task.cancel() from another thread does not wake the loop.
import asyncio
import threading
import time


def canceller(task):
    time.sleep(0.05)
    print("cancel ->", task.cancel())
    time.sleep(0.05)
    print("the thread has waited, done:", task.done())


async def work():
    try:
        await asyncio.sleep(0.2)
        print("slept")
    except asyncio.CancelledError:
        print("cancelled")


async def main():
    task = asyncio.create_task(work())
    threading.Thread(target=canceller, args=(task,)).start()
    await task


asyncio.run(main())
