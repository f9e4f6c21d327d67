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
    global generator
    generator = ticks()
    await anext(generator)


asyncio.run(main())
