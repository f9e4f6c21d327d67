import asyncio


async def fail():
    await asyncio.sleep(0.1)
    raise ValueError("no")


async def work():
    await asyncio.sleep(1)


async def main():
    try:
        await asyncio.gather(fail(), work())
    except ValueError as error:
        print(error)


asyncio.run(main())
