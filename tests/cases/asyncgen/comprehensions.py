import asyncio


async def numbers(n):
    for i in range(n):
        await asyncio.sleep(0)
        yield i


async def double(x):
    await asyncio.sleep(0)
    return x * 2


async def main():
    print([n async for n in numbers(4) if n != 2])
    print({n: await double(n) async for n in numbers(3)})
    print({n % 2 async for n in numbers(5)})
    print([await double(n) for n in range(3)])
    print([[m async for m in numbers(n)] for n in range(3)])
    lazy = (await double(n) async for n in numbers(3))
    print([value async for value in lazy])
    print(sum([n async for n in numbers(4)]), dict([(n, n) async for n in numbers(2)]))


asyncio.run(main())
