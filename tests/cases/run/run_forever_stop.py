import asyncio


async def ticker(loop):
    for tick in range(3):
        print("tick", tick)
        await asyncio.sleep(0.01)
    print("asking the loop to stop")
    loop.stop()
    print("still in this iteration")


loop = asyncio.new_event_loop()
task = loop.create_task(ticker(loop))
loop.run_forever()
print("stopped, task done:", task.done())

loop.call_soon(print, "second round")
loop.call_soon(loop.stop)
loop.call_soon(print, "same batch as stop")
loop.run_forever()
print("stopped again")
loop.close()
