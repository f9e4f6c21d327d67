"""From the start of a thread that shares nothing to the first result from its event loop."""

import asyncio
import threading
import time


async def echo(number):
    return number


loop = asyncio.new_event_loop()
thread = threading.Thread(target=loop.run_forever)
# By then a heap is ready for it.
time.sleep(0.2)


def run():
    thread.start()
    assert asyncio.run_coroutine_threadsafe(echo(3), loop).result() == 3
    loop.call_soon_threadsafe(loop.stop)
    thread.join()


run()
