import asyncio


async def slow():
    await asyncio.sleep(0.2)


loop = asyncio.new_event_loop()
loop.call_later(0.01, loop.stop)
task = loop.create_task(slow())
try:
    loop.run_until_complete(task)
except RuntimeError as error:
    print("RuntimeError:", error)
task.cancel()
try:
    loop.run_until_complete(task)
except asyncio.CancelledError:
    print("cancelled")
loop.close()
