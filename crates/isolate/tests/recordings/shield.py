import asyncio


async def work():
    await asyncio.sleep(0.2)
    return "done"


async def guarded(task):
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        print("cancelled")


async def main():
    inner = asyncio.create_task(work(), name="inner")
    outer = asyncio.create_task(guarded(inner), name="outer")
    await asyncio.sleep(0.1)
    outer.cancel()
    await outer
    print(await asyncio.shield(inner))


asyncio.run(main())
