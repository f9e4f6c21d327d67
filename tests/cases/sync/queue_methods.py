import asyncio


async def main():
    queue = asyncio.Queue(maxsize=2)
    queue.put_nowait("a")
    await queue.put("b")
    print(queue.full(), queue.maxsize)
    try:
        queue.put_nowait("c")
    except asyncio.QueueFull as error:
        print("QueueFull", repr(error))
    print(queue.get_nowait(), await queue.get())
    try:
        queue.get_nowait()
    except asyncio.QueueEmpty as error:
        print("QueueEmpty", repr(error))
    ordered, stack = asyncio.PriorityQueue(), asyncio.LifoQueue()
    for q in (ordered, stack):
        for item in ((2, "two"), (3, "three"), (1, "one")):
            q.put_nowait(item)
        print([(await q.get())[1] for _ in range(3)])
    getter = asyncio.create_task(queue.get())
    await asyncio.sleep(0)
    queue.put_nowait("handed over")
    print(await getter)
    try:
        for _ in range(9):
            queue.task_done()
    except ValueError as error:
        print("ValueError:", error)


asyncio.run(main())
