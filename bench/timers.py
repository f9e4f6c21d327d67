"""100,000 timers, set in a scrambled order, due within 10 ms."""

import asyncio

TIMERS = 100_000
SPREAD_SECONDS = 0.01

loop = asyncio.new_event_loop()
left = TIMERS


def fire():
    global left
    left -= 1
    if not left:
        loop.stop()


def run():
    for i in range(TIMERS):
        loop.call_later(i * 7919 % TIMERS / TIMERS * SPREAD_SECONDS, fire)
    loop.run_forever()
    loop.close()
    assert left == 0


run()
