"""Callbacks of which each queues the next: 200,000 turns of the loop."""

import asyncio

CALLS = 200_000

loop = asyncio.new_event_loop()
ended = False


def call(left):
    global ended
    if left:
        loop.call_soon(call, left - 1)
    else:
        ended = True
        loop.stop()


def run():
    loop.call_soon(call, CALLS - 1)
    loop.run_forever()
    loop.close()
    assert ended


run()
