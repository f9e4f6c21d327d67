import asyncio


class NamedTask(asyncio.Task):
    def __init__(self, coro, **kwargs):
        super().__init__(coro, **kwargs)
        print("made", type(self).__name__, self.get_coro().__name__)


def factory(loop, coro, context=None):
    return NamedTask(coro, loop=loop, name=f"made for {coro.__name__}", context=context)


async def work(number):
    await asyncio.sleep(0.01 * number)
    return number, asyncio.current_task().get_name()


async def main():
    loop = asyncio.get_running_loop()
    print(loop.get_task_factory())
    loop.set_task_factory(factory)
    print(loop.get_task_factory() is factory)
    print(await asyncio.create_task(work(1)))
    print(await asyncio.create_task(work(2), name="a name of its own"))
    print(await asyncio.gather(work(3), asyncio.ensure_future(work(1))))
    print(await asyncio.wait_for(work(1), 1))
    async with asyncio.TaskGroup() as group:
        task = group.create_task(work(2))
    print(type(task).__name__, task.result())
    try:
        loop.set_task_factory("no factory")
    except TypeError as error:
        print(error)
    loop.set_task_factory(None)
    print(type(await_me := asyncio.create_task(work(1))).__name__)
    await await_me


asyncio.run(main())
