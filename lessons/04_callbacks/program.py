import asyncio

loop = asyncio.new_event_loop()


def first():
    print("first")
    loop.call_soon(print, "queued by first")


def last():
    print("last: stop the loop")
    loop.stop()


loop.call_later(2, print, "after two seconds")
loop.call_later(1, print, "after one second")
loop.call_at(loop.time() + 3, last)
loop.call_soon(first)
loop.call_soon(print, "second")
never = loop.call_soon(print, "you will not see this")
never.cancel()

print("nothing has run yet")
loop.run_forever()
loop.close()
