import asyncio


async def visit(limit, seconds):
    async with limit:
        await asyncio.sleep(seconds)


async def main():
    limit = asyncio.Semaphore(2)
    await asyncio.gather(*[visit(limit, seconds) for seconds in (0.1, 0.2, 0.3, 0.4)])


asyncio.run(main())
