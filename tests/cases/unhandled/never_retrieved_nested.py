import asyncio


def divide(a, b):
    return a / b


async def compute(n):
    await asyncio.sleep(0)
    return divide(1, n)


async def main():
    task = asyncio.ensure_future(compute(0))
    await asyncio.sleep(0.01)
    del task
    print("the task is gone")


loop = asyncio.new_event_loop()
loop.run_until_complete(main())
loop.close()
