import asyncio


async def source(n):
    for i in range(n):
        print("make", i)
        yield i
        await asyncio.sleep(0)


async def squares(items):
    async for item in items:
        yield item * item


async def batches(items, size):
    batch = []
    async for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


async def main():
    async for batch in batches(squares(source(5)), 2):
        print(batch)


asyncio.run(main())
