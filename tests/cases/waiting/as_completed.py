import asyncio


async def work(seconds):
    await asyncio.sleep(seconds)
    if seconds == 0.1:
        raise ValueError("odd one")
    return seconds


async def main():
    for coro in asyncio.as_completed([work(0.15), work(0.05), work(0.1)]):
        try:
            print("result", await coro)
        except ValueError as error:
            print("error", error)

    print("with a timeout")
    try:
        for coro in asyncio.as_completed([work(0.02), work(0.5)], timeout=0.1):
            print("result", await coro)
    except TimeoutError:
        print("TimeoutError")


asyncio.run(main())
