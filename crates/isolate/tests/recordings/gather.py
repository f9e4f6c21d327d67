import asyncio


async def fetch(seconds):
    await asyncio.sleep(seconds)
    return seconds


async def main():
    print(await asyncio.gather(fetch(0.2), fetch(0.1)))


asyncio.run(main())
