import asyncio
import threading
import time

loop = asyncio.new_event_loop()
thread = threading.Thread(target=loop.run_forever)
thread.start()


async def work():
    await asyncio.sleep(0.05)
    return "worked"


future = asyncio.run_coroutine_threadsafe(work(), loop)
future.add_done_callback(lambda future: print(future.result(), loop.is_running()))
while not future.done():
    time.sleep(0.02)
time.sleep(0.05)
task = asyncio.ensure_future(work(), loop=loop)
loop.call_soon_threadsafe(print, "wake up")
time.sleep(0.2)
print(task.done(), task.result())
loop.call_soon_threadsafe(loop.stop)
thread.join()
