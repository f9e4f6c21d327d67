import asyncio


async def getter(name, queue):
    print(name, "got", await queue.get())


async def main():
    queue = asyncio.Queue()
    tasks = [asyncio.create_task(getter(n, queue)) for n in "abc"]
    await asyncio.sleep(0)
    tasks[0].cancel()
    for item in (1, 2):
        queue.put_nowait(item)
    print("both items are in", queue.qsize())
    print([type(r).__name__ for r in await asyncio.gather(*tasks, return_exceptions=True)])


asyncio.run(main())
