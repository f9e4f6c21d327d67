import asyncio
import concurrent.futures
import threading


async def slow():
    await asyncio.sleep(0.15)
    return "late but here"


loop = asyncio.new_event_loop()
thread = threading.Thread(target=loop.run_forever)
thread.start()
future = asyncio.run_coroutine_threadsafe(slow(), loop)
try:
    future.result(timeout=0.05)
except concurrent.futures.TimeoutError as error:
    print(type(error).__name__, repr(error), isinstance(error, TimeoutError))
print("still going on:", not future.done())
print(future.result())
loop.call_soon_threadsafe(loop.stop)
thread.join()
