import asyncio


async def work(name):
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def main():
    group = asyncio.gather(work("a"), work("b"), work("c"))
    await asyncio.sleep(0.01)
    print("cancel:", group.cancel())
    try:
        await group
    except asyncio.CancelledError:
        print("the group is cancelled:", group.cancelled())

    # One cancelled child looks like an exception of the group.
    tasks = [asyncio.create_task(work(n)) for n in "de"]
    group = asyncio.gather(*tasks)
    await asyncio.sleep(0.01)
    tasks[0].cancel()
    try:
        await group
    except asyncio.CancelledError:
        print("child cancelled:", tasks[0].cancelled(), "sibling done:", tasks[1].done())
    tasks[1].cancel()


asyncio.run(main())
