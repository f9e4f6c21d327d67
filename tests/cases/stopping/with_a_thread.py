# case: interrupt-after=1.5
# Ctrl+C reaches the main thread only; it then stops the other thread's loop.
import asyncio
import threading
import time

loop = asyncio.new_event_loop()


def run():
    asyncio.set_event_loop(loop)
    loop.run_forever()
    print("worker loop ended")


worker = threading.Thread(target=run)
worker.start()
loop.call_soon_threadsafe(print, "worker works")
try:
    while True:
        time.sleep(10)
except KeyboardInterrupt:
    print("main was interrupted")
    loop.call_soon_threadsafe(loop.stop)
    worker.join()
print("end")
