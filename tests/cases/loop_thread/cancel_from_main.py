import asyncio
import threading
import time


async def long_work():
    try:
        print("long work starts")
        await asyncio.sleep(30)
    except asyncio.CancelledError:
        print("long work was cancelled")
        raise


loop = asyncio.new_event_loop()
thread = threading.Thread(target=loop.run_forever)
thread.start()
future = asyncio.run_coroutine_threadsafe(long_work(), loop)
time.sleep(0.06)
accepted = future.cancel()
time.sleep(0.06)
print("cancel:", accepted)
print("cancelled:", future.cancelled(), future.done())
loop.call_soon_threadsafe(loop.stop)
thread.join()
