import asyncio
import threading


async def divide(a, b):
    await asyncio.sleep(0)
    return a / b


loop = asyncio.new_event_loop()
thread = threading.Thread(target=loop.run_forever, daemon=True)
thread.start()
print(asyncio.run_coroutine_threadsafe(divide(6, 3), loop).result())
print(asyncio.run_coroutine_threadsafe(divide(1, 0), loop).result())
