import asyncio


async def background(name):
    try:
        print(name, "runs")
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print(name, "cancelled at the end")
        raise
    finally:
        print(name, "finally")


async def main():
    asyncio.create_task(background("first"))
    await asyncio.sleep(0)
    print("main done")
    return "result"


print(asyncio.run(main()))
