import asyncio


def greet(name):
    print("hello", name)


def stop(loop):
    loop.stop()


loop = asyncio.new_event_loop()
loop.call_soon(greet, "soon")
loop.call_later(0.2, greet, "later")
loop.call_later(0.3, stop, loop)
never = loop.call_later(0.1, greet, "never")
never.cancel()
loop.run_forever()
loop.close()
