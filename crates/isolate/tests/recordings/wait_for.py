import asyncio


async def work(seconds):
    await asyncio.sleep(seconds)
    return seconds


async def main():
    print(await asyncio.wait_for(work(0.1), 1))
    try:
        await asyncio.wait_for(work(2), 0.5)
    except TimeoutError:
        print("too late")


asyncio.run(main())
