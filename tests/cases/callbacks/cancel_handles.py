import asyncio

loop = asyncio.new_event_loop()


def cancel(handle, name):
    print("cancelling", name)
    handle.cancel()


soon = loop.call_soon(print, "soon: cancelled before the loop ran")
soon.cancel()
loop.call_soon(lambda: cancel(same_batch, "a callback of the same batch"))
same_batch = loop.call_soon(print, "never")
timer = loop.call_later(0.05, print, "never either")
loop.call_later(0.02, cancel, timer, "a timer")
loop.call_later(0.08, loop.stop)
loop.run_forever()
print(soon.cancelled(), same_batch.cancelled(), timer.cancelled())
timer.cancel()
loop.close()
