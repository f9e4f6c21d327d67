import asyncio


async def greedy(lock):
    async with lock:
        await asyncio.sleep(0.1)
    # It is free, but whoever waits comes first.
    async with lock:
        print("greedy again")


async def patient(lock):
    async with lock:
        print("patient")
        await asyncio.sleep(0.1)


async def main():
    lock = asyncio.Lock()
    await asyncio.gather(greedy(lock), patient(lock))


asyncio.run(main())
