import asyncio

active = 0


async def worker(name, semaphore, seconds):
    global active
    async with semaphore:
        active += 1
        print(name, "in,", active, "active")
        await asyncio.sleep(seconds)
        active -= 1
    print(name, "out")


async def main():
    semaphore = asyncio.Semaphore(2)
    await asyncio.gather(*(worker(n, semaphore, s) for n, s in zip("abcde", (0.05, 0.1, 0.1, 0.1, 0.1))))
    print(semaphore.locked())
    bounded = asyncio.BoundedSemaphore(1)
    try:
        bounded.release()
    except ValueError as error:
        print("ValueError:", error)
    try:
        asyncio.Semaphore(-1)
    except ValueError as error:
        print("ValueError:", error)


asyncio.run(main())
