import asyncio


def broken(number):
    raise ValueError(f"callback number {number}")


loop = asyncio.new_event_loop()
loop.call_soon(broken, 1)
loop.call_soon(print, "the next callback runs all the same")
loop.call_soon(broken, "two")
loop.call_later(0.05, loop.stop)
loop.run_forever()
print("stopped in order")
loop.close()
