import asyncio


async def work(seconds):
    await asyncio.sleep(seconds)
    return seconds


async def main():
    for each in asyncio.as_completed([work(0.2), work(0.1)]):
        print(await each)


asyncio.run(main())
