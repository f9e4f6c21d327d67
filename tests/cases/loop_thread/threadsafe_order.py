# Callbacks that other threads queue run in the order in which they were queued.
import asyncio
import threading

loop = asyncio.new_event_loop()
thread = threading.Thread(target=loop.run_forever)
thread.start()
for number in range(5):
    loop.call_soon_threadsafe(print, "callback", number)
loop.call_soon_threadsafe(loop.call_later, 0.06, print, "timer set from main")
loop.call_soon_threadsafe(loop.call_soon, print, "nested")
loop.call_soon_threadsafe(loop.call_later, 0.12, loop.stop)
thread.join()
print("stopped")
loop.close()
