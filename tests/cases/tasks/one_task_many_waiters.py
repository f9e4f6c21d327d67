import asyncio


async def source():
    await asyncio.sleep(0.02)
    return "shared"


async def reader(name, task):
    value = await task
    print(name, value)


async def main():
    task = asyncio.create_task(source())
    await asyncio.gather(*(reader(n, task) for n in ("r1", "r2", "r3")))
    print(await task, await task)


asyncio.run(main())
