# case: interrupt-after=1.5
import asyncio


async def heartbeat():
    while True:
        await asyncio.sleep(10)


loop = asyncio.new_event_loop()
task = loop.create_task(heartbeat())
try:
    print("running")
    loop.run_forever()
except KeyboardInterrupt:
    print("interrupted, task done:", task.done())
finally:
    task.cancel()
    loop.run_until_complete(asyncio.gather(task, return_exceptions=True))
    print("cancelled:", task.cancelled())
    loop.close()
