import asyncio
import threading
import time


async def square(n):
    await asyncio.sleep(0.02)
    return n * n


loop = asyncio.new_event_loop()
thread = threading.Thread(target=loop.run_forever)
thread.start()
future = asyncio.run_coroutine_threadsafe(square(12), loop)
print(type(future).__module__, type(future).__name__)
print(future.result(timeout=2), future.done(), future.cancelled(), future.exception())
several = [asyncio.run_coroutine_threadsafe(square(n), loop) for n in range(4)]
print([f.result() for f in several])
loop.call_soon_threadsafe(loop.stop)
thread.join()
