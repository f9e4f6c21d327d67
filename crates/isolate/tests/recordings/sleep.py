import asyncio


async def nap(seconds):
    await asyncio.sleep(seconds)


async def main():
    quick = asyncio.create_task(nap(0.2), name="quick")
    await nap(0.5)
    await quick


asyncio.run(main())
