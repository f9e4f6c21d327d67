import asyncio


async def work(name, seconds):
    print(name, "begins")
    await asyncio.sleep(seconds)
    print(name, "ends")
    return name


async def numbers():
    for number in range(3):
        yield number
        await asyncio.sleep(0)


class Lock:
    async def __aenter__(self):
        await asyncio.sleep(0)
        return self

    async def __aexit__(self, *error):
        await asyncio.sleep(0)


async def main():
    names = await asyncio.gather(
        work("a", 0.02),
        work("b", 0.01),
    )
    print(names)
    async for number in numbers():
        if number == 1:
            continue
        print(number)
    async with Lock() as lock:
        print("locked")
    found = [number async for number in numbers()]
    print(found)
    task = asyncio.create_task(work("c", 1))
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled")


asyncio.run(main())
