import asyncio


async def slow(name, seconds):
    try:
        await asyncio.sleep(seconds)
        return name
    except asyncio.CancelledError:
        print(name, "was cancelled")
        raise


async def stubborn():
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        await asyncio.sleep(0.02)
        return "too late, but finished"


async def main():
    print(await asyncio.wait_for(slow("in time", 0.01), timeout=1))
    try:
        await asyncio.wait_for(slow("too slow", 1), timeout=0.05)
    except asyncio.TimeoutError as error:
        print("TimeoutError", error.args, asyncio.TimeoutError is TimeoutError)
    try:
        await asyncio.wait_for(slow("no time", 1), timeout=0)
    except TimeoutError:
        print("TimeoutError at once, never started")
    print(await asyncio.wait_for(stubborn(), 0.05))


asyncio.run(main())
