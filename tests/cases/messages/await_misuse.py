import asyncio


async def get_number():
    return 5


async def main():
    coro = get_number()
    for attempt in (
        lambda: coro + 1,
        lambda: coro.result,
        lambda: coro(),
        lambda: list(coro),
        lambda: coro[0],
    ):
        try:
            attempt()
        except (TypeError, AttributeError) as error:
            print(type(error).__name__, error)
    print(await coro)
    for value in (5, None, "text", [1], get_number):
        try:
            await value
        except TypeError as error:
            print("TypeError:", error)
    try:
        with asyncio.Lock():
            pass
    except TypeError as error:
        print("TypeError:", error)
    try:
        for _ in main.__code__:
            pass
    except TypeError as error:
        print("TypeError:", error)


asyncio.run(main())
