# First the blocking call, then the two coroutines together.
import asyncio
import threading
import time


def block(seconds):
    print("block", seconds)
    time.sleep(seconds)
    print("unblock", seconds)


async def wait(seconds):
    print("wait", seconds)
    await asyncio.sleep(seconds)
    print("waited", seconds)
    return seconds


loop = asyncio.new_event_loop()
thread = threading.Thread(target=loop.run_forever)
thread.start()
started = time.time()
loop.call_soon_threadsafe(block, 0.2)
slow = asyncio.run_coroutine_threadsafe(wait(0.6), loop)
quick = asyncio.run_coroutine_threadsafe(wait(0.5), loop)
print(slow.result(), quick.result(), "together:", 0.79 < time.time() - started < 1.25)
loop.call_soon_threadsafe(loop.stop)
thread.join()
