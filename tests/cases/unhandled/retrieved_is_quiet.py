import asyncio


async def broken():
    raise ValueError("seen")


async def main():
    task = asyncio.create_task(broken())
    await asyncio.sleep(0)
    print("looked at:", repr(task.exception()))
    tasks = [asyncio.create_task(broken()) for _ in range(2)]
    print(await asyncio.gather(*tasks, return_exceptions=True))


asyncio.run(main())
