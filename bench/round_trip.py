"""call_soon_threadsafe to the loop of another thread and back: the mean of 500 round trips."""

import asyncio
import threading
import time

ROUND_TRIPS = 500


def run_loop(loop):
    asyncio.set_event_loop(loop)
    loop.run_forever()


async def main():
    here = asyncio.get_running_loop()
    there = asyncio.new_event_loop()
    worker = threading.Thread(target=run_loop, args=(there,))
    worker.start()
    elapsed = 0
    # The first round trip waits for the thread to start.
    for i in range(ROUND_TRIPS + 1):
        start = time.perf_counter()
        back = here.create_future()
        there.call_soon_threadsafe(here.call_soon_threadsafe, back.set_result, None)
        await back
        if i:
            elapsed += time.perf_counter() - start
    there.call_soon_threadsafe(there.stop)
    worker.join()
    return elapsed / ROUND_TRIPS


print(f"{asyncio.run(main()) * 1000:.3f} ms")
