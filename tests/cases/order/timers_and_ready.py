import asyncio


async def spin(turns):
    for _ in range(turns):
        await asyncio.sleep(0)
    print("spun", turns)


async def nap(name, seconds):
    await asyncio.sleep(seconds)
    print("nap", name)


async def main():
    await asyncio.gather(nap("long", 0.15), spin(5), nap("short", 0.05), nap("zero", 0), spin(1))


asyncio.run(main())
