import asyncio


async def fail(name, seconds):
    await asyncio.sleep(seconds)
    raise RuntimeError(name)


async def main():
    try:
        await asyncio.gather(fail("first", 0.01), fail("second", 0.03))
    except RuntimeError as error:
        print("caught", error)
    await asyncio.sleep(0.05)
    print("the second one stays quiet: gather took it")


asyncio.run(main())
