import asyncio


async def work():
    await asyncio.sleep(1)


async def main():
    for args in ((), ("stop it",), (None,)):
        task = asyncio.create_task(work())
        await asyncio.sleep(0)
        task.cancel(*args)
        try:
            await task
        except asyncio.CancelledError as error:
            print(repr(error), error.args)

    future = asyncio.get_running_loop().create_future()
    future.cancel(msg="future gone")
    try:
        await future
    except asyncio.CancelledError as error:
        print(repr(error))


asyncio.run(main())
