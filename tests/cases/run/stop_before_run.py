import asyncio

loop = asyncio.new_event_loop()


def chain(n):
    print("step", n)
    loop.call_soon(chain, n + 1)


loop.stop()
loop.call_soon(chain, 0)
loop.run_forever()
print("one iteration only")
loop.stop()
loop.run_forever()
print("and one more")
loop.close()
