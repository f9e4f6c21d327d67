import asyncio


async def work():
    try:
        await asyncio.sleep(1)
    except Exception:
        print("never: CancelledError is no Exception")


async def main():
    task = asyncio.create_task(work())
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except BaseException as error:
        print(type(error).__name__, isinstance(error, Exception), type(error).__mro__[1].__name__)


asyncio.run(main())
