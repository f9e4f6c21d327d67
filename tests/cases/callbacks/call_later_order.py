import asyncio

loop = asyncio.new_event_loop()
for delay in (0.09, 0.03, 0.06):
    loop.call_later(delay, print, "after", delay)
loop.call_later(0, print, "zero delay")
loop.call_later(-1, print, "negative delay")
loop.call_soon(print, "soon")
loop.call_later(0.12, loop.stop)
loop.run_forever()
loop.close()
