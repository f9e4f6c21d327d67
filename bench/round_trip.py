"""call_soon_threadsafe to the loop of another thread and back, 500 times, with the thread's start."""

import asyncio
import threading

ROUND_TRIPS = 500


def run_loop(loop):
    asyncio.set_event_loop(loop)
    loop.run_forever()


async def main():
    here = asyncio.get_running_loop()
    there = asyncio.new_event_loop()
    worker = threading.Thread(target=run_loop, args=(there,))
    worker.start()
    for number in range(ROUND_TRIPS):
        back = here.create_future()
        there.call_soon_threadsafe(here.call_soon_threadsafe, back.set_result, number)
        assert await back == number
    there.call_soon_threadsafe(there.stop)
    worker.join()


def run():
    asyncio.run(main())


run()
