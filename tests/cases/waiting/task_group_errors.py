import asyncio


async def fail(seconds, error):
    await asyncio.sleep(seconds)
    raise error


async def sibling():
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        print("sibling cancelled")
        raise


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail(0.02, ValueError("first")))
            group.create_task(sibling())
            await asyncio.sleep(1)
            print("never: the body is cancelled too")
    except* ValueError as errors:
        print(repr(errors), errors.exceptions)

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail(0, KeyError("a")))
            group.create_task(fail(0, TypeError("b")))
    except ExceptionGroup as errors:
        print(errors, [type(e).__name__ for e in errors.exceptions])

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(sibling())
            await asyncio.sleep(0)
            raise LookupError("from the body")
    except* LookupError as errors:
        print("body:", errors.exceptions)


asyncio.run(main())
