import asyncio
import threading
import time


async def worker_side(n):
    print("worker computes", n, "in", threading.current_thread().name)
    await asyncio.sleep(0.05)
    return n * n


async def main():
    first = asyncio.wrap_future(asyncio.run_coroutine_threadsafe(worker_side(3), worker_loop))
    ticks = 0
    while not first.done():
        ticks += 1
        await asyncio.sleep(0.03)
    print("main loop ticked meanwhile:", ticks >= 2)
    print("result:", await first, "in", threading.current_thread().name)


worker_loop = asyncio.new_event_loop()
worker = threading.Thread(target=worker_loop.run_forever, name="worker")
worker.start()
asyncio.run(main())
worker_loop.call_soon_threadsafe(worker_loop.stop)
worker.join()
