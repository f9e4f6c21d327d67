import asyncio


async def main():
    queue = asyncio.Queue()
    queue.put_nowait("out of a file")
    print(await queue.get())


asyncio.run(main())
