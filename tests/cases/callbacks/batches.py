# The loop runs what was ready when the iteration began; newer callbacks wait for the next one.
import asyncio

loop = asyncio.new_event_loop()


def ping(name, times):
    print(name, times)
    if times:
        loop.call_soon(ping, name, times - 1)
    elif name == "c":
        loop.stop()


loop.call_soon(ping, "a", 2)
loop.call_soon(ping, "b", 1)
loop.call_soon(ping, "c", 3)
loop.run_forever()
loop.close()
