# case: legacy
import asyncio


async def work(n):
    print(n, asyncio.Task.current_task() in asyncio.Task.all_tasks())
    await asyncio.sleep(0)


loop = asyncio.get_event_loop()
tasks = [asyncio.ensure_future(work(n)) for n in range(3)]
print(len(asyncio.Task.all_tasks()), len(asyncio.Task.all_tasks(loop)))
loop.run_until_complete(asyncio.gather(*tasks))
print(len(asyncio.Task.all_tasks()), asyncio.Task.current_task(loop))
