import asyncio
import time


async def wait(seconds):
    print("waiting", seconds)
    await asyncio.sleep(seconds)
    print("done", seconds)
    return seconds


loop = asyncio.get_event_loop()
started = time.time()
tasks = [asyncio.ensure_future(wait(0.5), loop=loop), asyncio.ensure_future(wait(0.6), loop=loop)]
print(loop.run_until_complete(asyncio.gather(*tasks)))
print("together:", 0.59 < time.time() - started < 1.05)
