import asyncio


async def main():
    try:
        async with asyncio.timeout(1):
            raise KeyError("not a timeout")
    except KeyError as error:
        print("KeyError", error)

    task = asyncio.current_task()
    try:
        async with asyncio.timeout(1):
            task.cancel("from outside")
            await asyncio.sleep(0.5)
    except asyncio.CancelledError as error:
        print("CancelledError", error.args, task.cancelling(), task.uncancel())

    limit = asyncio.timeout(1)
    async with limit:
        print("entered, expired:", limit.expired())
    print("left, expired:", limit.expired())


asyncio.run(main())
