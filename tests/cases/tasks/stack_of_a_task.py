"""Task.get_stack() and print_stack(): where a task goes on, and where one has failed."""
import asyncio
import sys
import types


async def inner():
    await asyncio.sleep(1)


async def outer(greeting):
    known = [greeting]
    await inner()
    return known


async def fails():
    raise ValueError("x")


async def failing():
    await fails()


@types.coroutine
def old():
    yield
    yield


async def nothing():
    pass


def show(task, **options):
    print([(frame.f_lineno, frame.f_code.co_name) for frame in task.get_stack(**options)])
    task.print_stack(file=sys.stdout, **options)


async def main():
    loop = asyncio.get_running_loop()
    task = asyncio.create_task(outer("hello"), name="suspended")
    show(task)
    await asyncio.sleep(0)
    show(task)
    show(task, limit=0)
    frame = task.get_stack()[0]
    print(frame.f_locals, frame.f_back, frame.f_globals is globals(), frame.f_code is outer.__code__)
    task.print_stack()
    print([frame.f_lineno for frame in asyncio.current_task().get_stack(limit=1)])
    print(task.get_coro().cr_frame.f_lineno, old().gi_frame.f_lineno)
    legacy = loop.create_task(old(), name="generator")
    await asyncio.sleep(0)
    show(legacy)
    failed = asyncio.create_task(failing(), name="failed")
    over = asyncio.create_task(nothing(), name="over")
    await asyncio.wait([failed, over])
    show(failed)
    show(failed, limit=1)
    show(over)
    print(over.get_coro().cr_frame)
    task.cancel()
    await asyncio.wait([task])
    show(task)
    try:
        task.get_stack(1)
    except TypeError:
        print("limit has a name")


asyncio.run(main())
