# A loop that waits for a late timer reacts at once to call_soon_threadsafe.
import asyncio
import threading
import time


def report(sent):
    print("arrived in time:", time.monotonic() - sent < 0.5)


loop = asyncio.new_event_loop()
late = loop.call_later(60, print, "never")
thread = threading.Thread(target=loop.run_forever)
thread.start()
time.sleep(0.1)
loop.call_soon_threadsafe(report, time.monotonic())
loop.call_soon_threadsafe(loop.stop)
thread.join()
late.cancel()
print("joined")
