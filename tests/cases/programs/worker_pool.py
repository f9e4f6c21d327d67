import asyncio


async def worker(name, jobs, results):
    while True:
        number = await jobs.get()
        try:
            await asyncio.sleep(number / 100)
            if number == 13:
                raise ValueError("unlucky job")
            results.append((number, name))
        except ValueError as error:
            print(f"{name}: {error}")
        finally:
            jobs.task_done()


async def main():
    jobs, results = asyncio.Queue(), []
    for number in (3, 13, 8, 1, 20):
        jobs.put_nowait(number)
    workers = [asyncio.create_task(worker(f"w{i}", jobs, results)) for i in range(2)]
    await jobs.join()
    for task in workers:
        task.cancel()
    stopped = await asyncio.gather(*workers, return_exceptions=True)
    print(sorted(number for number, _ in results), len(stopped))
    print({type(reason).__name__ for reason in stopped})


asyncio.run(main())
