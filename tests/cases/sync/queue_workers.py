import asyncio


async def worker(name, queue):
    while True:
        job = await queue.get()
        await asyncio.sleep(0.01)
        print(name, "did", job)
        queue.task_done()


async def main():
    queue = asyncio.Queue()
    for job in range(5):
        queue.put_nowait(job)
    workers = [asyncio.create_task(worker(n, queue)) for n in ("a", "b")]
    await queue.join()
    print("all jobs done", queue.qsize(), queue.empty())
    for task in workers:
        task.cancel()
    print(await asyncio.gather(*workers, return_exceptions=True))


asyncio.run(main())
