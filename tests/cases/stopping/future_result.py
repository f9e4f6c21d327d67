# case: interrupt-after=1.5
import asyncio
import threading

loop = asyncio.new_event_loop()
threading.Thread(target=loop.run_forever, daemon=True).start()
future = asyncio.run_coroutine_threadsafe(asyncio.sleep(60), loop)
try:
    future.result()
except KeyboardInterrupt:
    print("result() was interrupted, future done:", future.done())
