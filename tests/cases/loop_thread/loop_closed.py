import asyncio
import threading

loop = asyncio.new_event_loop()
thread = threading.Thread(target=loop.run_forever)
thread.start()
loop.call_soon_threadsafe(loop.stop)
thread.join()
loop.close()
try:
    loop.call_soon_threadsafe(print, "too late")
except RuntimeError as error:
    print("RuntimeError:", error)
try:
    asyncio.run_coroutine_threadsafe(print, loop)
except TypeError as error:
    print("TypeError:", error)
