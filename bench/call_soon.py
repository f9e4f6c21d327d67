"""Callbacks of which each queues the next: 200,000 turns of the loop."""

import asyncio
import time

CALLS = 200_000

loop = asyncio.new_event_loop()


def call(left):
    if left:
        loop.call_soon(call, left - 1)
    else:
        loop.stop()


start = time.perf_counter()
loop.call_soon(call, CALLS - 1)
loop.run_forever()
elapsed = time.perf_counter() - start
loop.close()
print(f"{CALLS / elapsed:.0f} calls/s")
