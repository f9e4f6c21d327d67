import asyncio


async def work(name, seconds):
    await asyncio.sleep(seconds)
    print("finished", name)
    return name


async def main():
    print(await asyncio.gather(work("slow", 0.15), work("quick", 0.05), work("middle", 0.1)))
    print(await asyncio.gather())
    same = work("once", 0.01)
    print(await asyncio.gather(same, same))


asyncio.run(main())
