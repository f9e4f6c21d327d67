# case: legacy interrupt-after=1.5
import asyncio


async def job(n):
    try:
        while True:
            await asyncio.sleep(10 + n)
    except asyncio.CancelledError:
        print("job", n, "cancelled")
        raise


loop = asyncio.get_event_loop()
for n in range(3):
    asyncio.ensure_future(job(n), loop=loop)
try:
    loop.run_forever()
except KeyboardInterrupt:
    print("cancelling pending tasks")
    tasks = asyncio.gather(*sorted(asyncio.Task.all_tasks(), key=lambda task: task.get_name()))
    tasks.cancel()
    try:
        loop.run_until_complete(tasks)
    except asyncio.CancelledError:
        print("all cancelled")
    loop.stop()
finally:
    loop.close()
    print("closed:", loop.is_closed())
