import asyncio


async def wait_for_it(go):
    await go.wait()
    print("went")


async def main():
    go = asyncio.Event()
    first = asyncio.create_task(wait_for_it(go), name="first")
    second = asyncio.create_task(wait_for_it(go), name="second")
    await asyncio.sleep(0.1)
    go.set()
    await first
    await second


asyncio.run(main())
