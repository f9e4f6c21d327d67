# A loop whose coroutine computes for long answers at once when something shared comes after.
import asyncio
import threading
import time

time.sleep(0.1)
loop = asyncio.new_event_loop()
threading.Thread(target=loop.run_forever, daemon=True).start()


async def compute():
    total = 0
    for part in range(6):
        for i in range(100_000):
            total = (total * 7 + i) % 1_000_003
        print("part", part, total)
    return total


async def add(items):
    items.append(1)
    print("added")


print(asyncio.run_coroutine_threadsafe(compute(), loop).result())
shared = []
asyncio.run_coroutine_threadsafe(add(shared), loop)
time.sleep(0.1)
print("main", shared)
loop.call_soon_threadsafe(loop.stop)
time.sleep(0.05)
