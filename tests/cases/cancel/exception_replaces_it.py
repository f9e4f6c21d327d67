import asyncio


async def work():
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        raise ValueError("could not clean up")


async def returns():
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        return "a result instead"


async def main():
    tasks = [asyncio.create_task(work()), asyncio.create_task(returns())]
    await asyncio.sleep(0)
    for task in tasks:
        task.cancel()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    print(results, [t.cancelled() for t in tasks])
    print(type(results[0].__context__).__name__)


asyncio.run(main())
