import asyncio
import threading


async def work(name):
    print(name, "begins")
    await asyncio.sleep(0)
    print(name, "ends")


loop = asyncio.new_event_loop()
loop.call_soon(print, "queued before the loop ran")
future = asyncio.run_coroutine_threadsafe(work("coroutine"), loop)
loop.call_soon_threadsafe(print, "queued after it")
print("nothing has run:", future.done())
thread = threading.Thread(target=loop.run_forever)
thread.start()
print("result:", future.result(1))
loop.call_soon_threadsafe(loop.stop)
thread.join()
