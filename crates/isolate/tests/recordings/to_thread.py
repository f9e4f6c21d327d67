import asyncio
import time


def block(seconds):
    time.sleep(seconds)
    return seconds


async def main():
    print(await asyncio.to_thread(block, 0.2))
    loop = asyncio.get_running_loop()
    print(await loop.run_in_executor(None, block, 0.1))


asyncio.run(main())
