# Two blocking calls in the other thread run one after the other; the main program is not held up.
import asyncio
import time
from threading import Thread


def start_loop(loop):
    asyncio.set_event_loop(loop)
    loop.run_forever()


def more_work(seconds):
    print("working for", seconds)
    time.sleep(seconds)
    print("worked for", seconds)


started = time.time()
new_loop = asyncio.new_event_loop()
worker = Thread(target=start_loop, args=(new_loop,))
worker.start()
new_loop.call_soon_threadsafe(more_work, 0.6)
new_loop.call_soon_threadsafe(more_work, 0.1)
new_loop.call_soon_threadsafe(new_loop.stop)
time.sleep(0.05)
print("main is free after", time.time() - started < 0.5)
worker.join()
print("one after the other:", time.time() - started > 0.69)
