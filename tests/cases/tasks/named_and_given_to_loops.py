# What a loop's own create_task is given, and tasks that have no names.
import asyncio


class Loop(asyncio.SelectorEventLoop):
    def create_task(self, coro, **options):
        print("create_task", sorted(options))
        return super().create_task(coro, **options)


async def main():
    await asyncio.create_task(asyncio.sleep(0))
    await asyncio.create_task(asyncio.sleep(0), name="n")
    async with asyncio.TaskGroup() as group:
        task = group.create_task(asyncio.sleep(0))
        named = group.create_task(asyncio.sleep(0), name=5)
        print(named.get_name(), task.get_name() != "5")


class NoName:
    def __init__(self, task):
        self.task = task

    def __await__(self):
        return self.task.__await__()


async def without_names():
    loop = asyncio.get_running_loop()
    loop.set_task_factory(lambda loop, coro: NoName(asyncio.Task(coro, loop=loop)))
    task = asyncio.create_task(asyncio.sleep(0, "x"), name="q")
    loop.set_task_factory(None)
    print(await task)


with asyncio.Runner(loop_factory=Loop) as runner:
    runner.run(main())
asyncio.run(without_names())
