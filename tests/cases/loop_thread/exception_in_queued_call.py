import asyncio
import threading
import time


def broken(what):
    raise RuntimeError("cannot send " + what)


loop = asyncio.new_event_loop()
thread = threading.Thread(target=loop.run_forever)
thread.start()
loop.call_soon_threadsafe(broken, "letter")
time.sleep(0.05)
loop.call_soon_threadsafe(print, "the worker loop survives")
loop.call_soon_threadsafe(loop.stop)
thread.join()
