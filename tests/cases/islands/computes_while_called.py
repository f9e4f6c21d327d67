# A loop is asked for something shared while its coroutine computes.
import asyncio
import threading
import time

time.sleep(0.1)
loop = asyncio.new_event_loop()
thread = threading.Thread(target=loop.run_forever)
thread.start()
shared = []


async def compute():
    total = 0
    for i in range(600_000):
        total = (total * 7 + i) % 1_000_003
    print("computed", total)


future = asyncio.run_coroutine_threadsafe(compute(), loop)
time.sleep(0.02)
loop.call_soon_threadsafe(shared.append, 1)
loop.call_soon_threadsafe(loop.stop)
thread.join()
print(future.done(), shared)
loop.close()
