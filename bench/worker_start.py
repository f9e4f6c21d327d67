"""From the start of a thread to the first callback in its event loop."""

import asyncio
import threading
import time


def run_loop(loop):
    asyncio.set_event_loop(loop)
    loop.run_forever()


called = threading.Event()
loop = asyncio.new_event_loop()
start = time.perf_counter()
worker = threading.Thread(target=run_loop, args=(loop,))
worker.start()
loop.call_soon_threadsafe(called.set)
called.wait()
elapsed = time.perf_counter() - start
loop.call_soon_threadsafe(loop.stop)
worker.join()
print(f"{elapsed * 1000:.2f} ms")
