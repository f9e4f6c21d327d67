# A blocking callback makes several timers overdue: they run by deadline, in one batch.
import asyncio
import time

loop = asyncio.new_event_loop()
start = loop.time()


def blocker():
    print("blocking")
    time.sleep(0.2)
    loop.call_soon(print, "queued by the blocker")


loop.call_at(start + 0.15, print, "due at 0.15")
loop.call_at(start + 0.05, print, "due at 0.05")
loop.call_at(start + 0.10, print, "due at 0.10")
loop.call_soon(blocker)
loop.call_soon(print, "after the blocker")
loop.call_at(start + 0.25, loop.stop)
loop.run_forever()
loop.close()
