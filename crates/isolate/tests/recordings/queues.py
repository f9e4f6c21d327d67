import asyncio


async def produce(queue):
    for item in range(3):
        await queue.put(item)


async def consume(queue):
    while True:
        item = await queue.get()
        await asyncio.sleep(0.1)
        print(item)
        queue.task_done()


async def main():
    queue = asyncio.Queue(maxsize=1)
    consumer = asyncio.create_task(consume(queue), name="consumer")
    producer = asyncio.create_task(produce(queue), name="producer")
    await producer
    await queue.join()
    consumer.cancel()


asyncio.run(main())
