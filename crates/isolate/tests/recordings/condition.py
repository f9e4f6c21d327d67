import asyncio

ready = asyncio.Condition()
items = []


async def take(name):
    async with ready:
        await ready.wait_for(lambda: items)
        print(name, items.pop())


async def main():
    takers = [asyncio.create_task(take(name), name=name) for name in ("a", "b")]
    await asyncio.sleep(0.1)
    async with ready:
        items.extend([1, 2])
        ready.notify_all()
    await asyncio.gather(*takers)


asyncio.run(main())
