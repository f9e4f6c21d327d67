import asyncio


async def ok(n):
    await asyncio.sleep(n / 20)
    print("ok", n)
    return n


async def bad(n):
    await asyncio.sleep(n / 20)
    print("bad", n)
    raise ValueError(n)


async def main():
    try:
        await asyncio.gather(ok(1), bad(2), ok(4))
    except ValueError as error:
        print("caught", repr(error))
    print("the others go on")
    await asyncio.sleep(0.15)

    results = await asyncio.gather(bad(1), ok(2), bad(3), return_exceptions=True)
    print(results)


asyncio.run(main())
