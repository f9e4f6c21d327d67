"""A thread that waits for input keeps no other from going on."""

import asyncio
import sys
import threading
import time


async def ticks(count):
    for number in range(count):
        await asyncio.sleep(0.01)
    return count


async def main():
    loop = asyncio.get_running_loop()
    counted = asyncio.create_task(ticks(3))
    name = await asyncio.to_thread(input)
    print("from a thread:", name)
    line = await loop.run_in_executor(None, sys.stdin.readline)
    print("from the executor:", repr(line))
    print("counted:", await counted)
    try:
        await asyncio.gather(*[asyncio.to_thread(input) for _ in range(3)])
    except EOFError as error:
        print("too few:", error)


asyncio.run(main())

asked = []


def ask():
    try:
        asked.append(input())
    except EOFError:
        asked.append(None)


thread = threading.Thread(target=ask)
thread.start()
thread.join()
print(asked)
