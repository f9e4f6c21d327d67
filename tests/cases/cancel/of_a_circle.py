# Tasks that await each other, or too many in a row: cancel() raises what can be caught.
import asyncio
import logging

logging.disable(logging.CRITICAL)


async def wait_for(other):
    await other[0]


async def circle():
    first, second = [], []
    first.append(asyncio.create_task(wait_for(second)))
    second.append(asyncio.create_task(wait_for(first)))
    await asyncio.sleep(0)
    try:
        first[0].cancel("m")
    except RecursionError as error:
        print("RecursionError", error)
    print(first[0].cancelling() > 100, second[0].cancelling() > 100)


async def circle_with_gather():
    tasks = []

    async def one():
        await asyncio.gather(*tasks)

    tasks.append(asyncio.create_task(one()))
    await asyncio.sleep(0)
    try:
        tasks[0].cancel()
    except RecursionError as error:
        print("RecursionError", error)


async def row(length):
    last = asyncio.get_running_loop().create_future()

    async def awaits(other):
        return await other

    for _ in range(length):
        last = asyncio.create_task(awaits(last))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    try:
        print(length, last.cancel())
    except RecursionError as error:
        print(length, "RecursionError", error)


for main in (circle(), circle_with_gather(), row(100), row(20_000)):
    loop = asyncio.new_event_loop()
    # Those that are destroyed while they are pending would show all that they await.
    loop.set_exception_handler(lambda loop, context: None)
    loop.run_until_complete(main)
