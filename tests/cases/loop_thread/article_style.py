import asyncio
import time
from threading import Thread


async def do_some_work(x):
    print("Waiting", x)
    await asyncio.sleep(x)
    print("Waited", x)


def more_work(x):
    print("More work %s" % x)
    time.sleep(x)
    print("Finished more work %s" % x)


def start_loop(loop):
    asyncio.set_event_loop(loop)
    loop.run_forever()


new_loop = asyncio.new_event_loop()
t = Thread(target=start_loop, args=(new_loop,), daemon=True)
t.start()

new_loop.call_soon_threadsafe(more_work, 0.2)
asyncio.run_coroutine_threadsafe(do_some_work(0.05), new_loop)
last = asyncio.run_coroutine_threadsafe(do_some_work(0.1), new_loop)
time.sleep(0.05)
print("the main program is free")
last.result()
time.sleep(0.05)
print("end")
