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
    for attempt in (lambda: limit.reschedule(2), lambda: limit.expired()):
        try:
            print(attempt())
        except RuntimeError as error:
            print("RuntimeError:", error)
    async with limit:
        pass
    try:
        async with limit:
            pass
    except RuntimeError as error:
        print("RuntimeError:", error)


asyncio.run(main())
