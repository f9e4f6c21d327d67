import asyncio


async def child(name):
    print(name, "starts")
    await asyncio.sleep(0)
    print(name, "ends")
    return name


async def main():
    first = asyncio.create_task(child("first"))
    second = asyncio.create_task(child("second"))
    print("created, nothing ran yet")
    await asyncio.sleep(0)
    print("main again:", first.done(), second.done())
    print(await second)
    print(first.result())


asyncio.run(main())
