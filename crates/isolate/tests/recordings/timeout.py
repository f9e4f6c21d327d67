import asyncio


async def main():
    try:
        async with asyncio.timeout(0.5):
            await asyncio.sleep(2)
    except TimeoutError:
        print("too late")


asyncio.run(main())
