import asyncio
import time


async def heartbeat():
    for beat in range(5):
        print("beat", beat)
        await asyncio.sleep(1)


async def rude():
    await asyncio.sleep(1.5)
    print("rude: I need the loop for myself")
    time.sleep(3.5)
    print("rude: thank you")


async def main():
    started = time.time()
    await asyncio.gather(heartbeat(), rude())
    print("done after", round(time.time() - started), "seconds")


asyncio.run(main())
