import asyncio
import threading
import time


async def work(name):
    await asyncio.sleep(0.05)
    return name


def report(future):
    print("callback got", future.result(), "in", threading.current_thread().name)


loop = asyncio.new_event_loop()
thread = threading.Thread(target=loop.run_forever, name="worker")
thread.start()
future = asyncio.run_coroutine_threadsafe(work("early"), loop)
future.add_done_callback(report)
time.sleep(0.15)
print(future.result())
future.add_done_callback(report)
loop.call_soon_threadsafe(loop.stop)
thread.join()
