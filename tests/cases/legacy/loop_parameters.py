# case: legacy
import asyncio


async def consumer(queue, lock):
    async with lock:
        return [await queue.get() for _ in range(2)]


async def producer(queue):
    for n in range(2):
        await asyncio.sleep(0.01, loop=loop)
        await queue.put(n)


loop = asyncio.get_event_loop()
queue = asyncio.Queue(loop=loop)
lock = asyncio.Lock(loop=loop)
group = asyncio.gather(consumer(queue, lock), producer(queue))
print(loop.run_until_complete(group))
print(loop.run_until_complete(asyncio.wait_for(asyncio.sleep(0, "value"), 1, loop=loop)))
