import asyncio


async def take(queue):
    async with asyncio.timeout(2):
        try:
            async with asyncio.timeout(0.5):
                await queue.get()
        except TimeoutError:
            await asyncio.sleep(0.1)
        return await asyncio.wait_for(queue.get(), 5)


class Box:
    def __init__(self):
        self.queue = asyncio.Queue()
        self.opened = asyncio.get_running_loop().create_future()


async def main():
    box = Box()
    taker = asyncio.create_task(take(box.queue), name="taker")
    asyncio.get_running_loop().call_later(1, box.opened.set_result, "open")
    await box.opened
    box.queue.put_nowait(await box.opened)
    print(await taker)


asyncio.run(main())
