import asyncio


async def worker(name, lock):
    try:
        async with lock:
            print(name, "has the lock")
            await asyncio.sleep(0.03)
    except asyncio.CancelledError:
        print(name, "gave up")
        raise


async def main():
    lock = asyncio.Lock()
    tasks = [asyncio.create_task(worker(n, lock)) for n in "abc"]
    await asyncio.sleep(0.01)
    tasks[1].cancel()
    print(await asyncio.gather(*tasks, return_exceptions=True))


asyncio.run(main())
