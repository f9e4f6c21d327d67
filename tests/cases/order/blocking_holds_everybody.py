import asyncio
import time


async def polite(name):
    for n in range(3):
        print(name, n)
        await asyncio.sleep(0.05)


async def rude():
    await asyncio.sleep(0.01)
    print("rude blocks the loop")
    time.sleep(0.3)
    print("rude lets go")


async def main():
    started = time.monotonic()
    await asyncio.gather(polite("polite"), rude())
    print("held up:", time.monotonic() - started > 0.39)


asyncio.run(main())
