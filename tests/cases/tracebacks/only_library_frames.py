import asyncio


async def main():
    condition = asyncio.Condition()
    await asyncio.wait_for(condition.wait(), -1)


asyncio.run(main())
