# An async generator that is left in the middle is closed by asyncio.run at the end.
import asyncio


async def ticks():
    try:
        while True:
            yield "tick"
    finally:
        print("ticks closed")


async def main():
    global gen
    gen = ticks()
    async for tick in gen:
        print(tick)
        break
    print("main ends")


asyncio.run(main())
print("after run")
