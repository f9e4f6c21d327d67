# The worker thread finishes a future of the main loop with call_soon_threadsafe.
import asyncio
import threading
import time


def compute(loop, future, n):
    time.sleep(0.05)
    loop.call_soon_threadsafe(future.set_result, n * 2)


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    threading.Thread(target=compute, args=(loop, future, 21)).start()
    print("main waits without blocking")
    print(await future)


asyncio.run(main())
