import asyncio


async def worker(name, lock, seconds):
    print(name, "wants the lock")
    async with lock:
        print(name, "has it")
        await asyncio.sleep(seconds)
        print(name, "gives it back")


async def main():
    lock = asyncio.Lock()
    print("locked:", lock.locked())
    await asyncio.gather(*(worker(n, lock, 0.01) for n in "abc"))
    print("locked:", lock.locked())
    try:
        lock.release()
    except RuntimeError as error:
        print("RuntimeError:", error)
    print(await lock.acquire())
    lock.release()


asyncio.run(main())
