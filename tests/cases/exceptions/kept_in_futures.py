import asyncio
import traceback


def names(error):
    return [entry.name for entry in traceback.extract_tb(error.__traceback__)]


async def fails():
    await asyncio.sleep(0)
    raise OSError("no")


async def waits(future, number):
    try:
        await future
    except ValueError as error:
        print(number, names(error))


async def main():
    task = asyncio.create_task(fails())
    for _ in range(3):
        try:
            await task
        except OSError as error:
            print(names(error))
    future = asyncio.get_running_loop().create_future()
    waiting = [asyncio.create_task(waits(future, number)) for number in range(3)]
    await asyncio.sleep(0)
    future.set_exception(ValueError(1))
    await asyncio.gather(*waiting)
    for _ in range(2):
        try:
            future.result()
        except ValueError as error:
            print(names(error), names(future.exception()))
    kept = asyncio.create_task(fails())
    await asyncio.wait([kept])
    print(names(kept.exception()))
    try:
        await kept
    finally:
        await kept


asyncio.run(main())
