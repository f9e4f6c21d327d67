import asyncio


async def inner(n):
    await asyncio.sleep(0)
    return 10 // n


async def main():
    print(await inner(5))
    print(await inner(0))


asyncio.run(main())
