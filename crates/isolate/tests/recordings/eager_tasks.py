import asyncio


async def at_once(value):
    print("at once in", asyncio.current_task().get_name())
    return value


async def in_parts(value):
    print("begins in", asyncio.current_task().get_name())
    await asyncio.sleep(1)
    print("goes on in", asyncio.current_task().get_name())
    return value


async def waits(task):
    return await task


async def main():
    loop = asyncio.get_running_loop()
    loop.set_task_factory(asyncio.eager_task_factory)
    task = asyncio.create_task(at_once(1), name="one")
    print("done:", task.done())
    task = asyncio.create_task(in_parts(2), name="two")
    print("back in", asyncio.current_task().get_name())
    waiting = asyncio.create_task(waits(task), name="waits")
    graph = asyncio.capture_call_graph(task)
    print([entry.frame.f_code.co_name for entry in graph.call_stack])
    print([parent.future.get_name() for parent in graph.awaited_by])
    print(await waiting)
    async with asyncio.TaskGroup() as group:
        results = [group.create_task(at_once(3)), group.create_task(in_parts(4))]
    print([task.result() for task in results])


asyncio.run(main())
