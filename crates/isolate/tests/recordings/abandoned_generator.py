import asyncio


async def ticks():
    try:
        while True:
            await asyncio.sleep(0.1)
            yield
    finally:
        await asyncio.sleep(0)
        print("closed")


async def main():
    async for _ in ticks():
        break
    await asyncio.sleep(0.2)


asyncio.run(main())
