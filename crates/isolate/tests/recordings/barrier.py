import asyncio


async def run(start, seconds):
    await asyncio.sleep(seconds)
    await start.wait()
    print("off", seconds)


async def main():
    start = asyncio.Barrier(3)
    await asyncio.gather(*[run(start, seconds) for seconds in (0.1, 0.2, 0.3)])


asyncio.run(main())
