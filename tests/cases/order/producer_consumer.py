import asyncio


async def producer(queue):
    for n in range(4):
        print("put", n)
        await queue.put(n)
    await queue.put(None)
    print("producer ends")


async def consumer(queue):
    while (item := await queue.get()) is not None:
        print("    got", item)
    print("    consumer ends")


async def main():
    for size in (0, 1, 2):
        print("maxsize", size)
        queue = asyncio.Queue(size)
        await asyncio.gather(producer(queue), consumer(queue))


asyncio.run(main())
