# Cancelling only asks: the tasks have to run once more to notice.
import asyncio


async def job(n):
    try:
        await asyncio.sleep(10)
    finally:
        print("job", n, "ends")


loop = asyncio.new_event_loop()
tasks = [loop.create_task(job(n)) for n in range(2)]
loop.call_later(0.02, loop.stop)
loop.run_forever()
print("stopped, pending:", sorted(len(str(t.get_name())) > 0 for t in asyncio.all_tasks(loop)))
for task in tasks:
    task.cancel()
print("cancel was called, nothing has happened:", [t.cancelled() for t in tasks])
loop.run_until_complete(asyncio.wait(tasks))
print([t.cancelled() for t in tasks], asyncio.all_tasks(loop))
loop.close()
