import asyncio

loop = asyncio.new_event_loop()


def say(*words):
    print(*words)


def first():
    print("first queues two more")
    loop.call_soon(say, "queued by first")
    loop.call_soon(loop.stop)


loop.call_soon(first)
loop.call_soon(say, "second", 2)
loop.call_soon(say)
loop.call_soon(say, "third")
print("nothing ran yet")
loop.run_forever()
loop.close()
