import asyncio


async def work():
    await asyncio.sleep(0.01)
    print("work ends")
    return "value"


async def main():
    task = asyncio.create_task(work())

    def removed(done):
        print("never called")

    task.add_done_callback(lambda done: print("first callback:", done.result()))
    task.add_done_callback(removed)
    task.add_done_callback(lambda done: print("second callback:", done is task))
    print("removed:", task.remove_done_callback(removed))
    await task
    print("main wakes")
    task.add_done_callback(lambda done: print("late callback comes soon"))
    print("late callback was queued")
    await asyncio.sleep(0)


asyncio.run(main())
