"""A coroutine for the idle loop of a thread that shares nothing, and its result: 200 times."""

import asyncio
import threading
import time

ROUND_TRIPS = 200


async def echo(number):
    return number


loop = asyncio.new_event_loop()
thread = threading.Thread(target=loop.run_forever)
# By then a heap is ready for it.
time.sleep(0.2)
thread.start()
# The first one waits for the thread to start.
asyncio.run_coroutine_threadsafe(echo(0), loop).result()


def run():
    for number in range(ROUND_TRIPS):
        assert asyncio.run_coroutine_threadsafe(echo(number), loop).result() == number
    loop.call_soon_threadsafe(loop.stop)
    thread.join()


run()
