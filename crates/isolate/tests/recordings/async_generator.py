import asyncio


async def ticks():
    for tick in range(5):
        await asyncio.sleep(0.1)
        yield tick


async def main():
    async for tick in ticks():
        print(tick)
        if tick == 1:
            break


asyncio.run(main())
