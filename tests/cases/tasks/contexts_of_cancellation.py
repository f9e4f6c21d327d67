"""What a cancelled future throws into a task has as its context what is handled around the loop."""
import asyncio


async def sleeps(name):
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError as error:
        print(name, repr(error), repr(error.__context__))


async def fails(future):
    try:
        await future
    except ValueError as error:
        print(repr(error), repr(error.__context__))


async def cancels(name):
    task = asyncio.create_task(sleeps(name))
    await asyncio.sleep(0)
    task.cancel()
    future = asyncio.get_running_loop().create_future()
    other = asyncio.create_task(fails(future))
    await asyncio.sleep(0)
    future.set_exception(ValueError(name))
    await asyncio.gather(task, other)


loop = asyncio.new_event_loop()
loop.run_until_complete(cancels("plain"))
try:
    raise KeyError("handled")
except KeyError:
    loop.run_until_complete(cancels("except"))
try:
    try:
        raise KeyError("passes")
    finally:
        loop.run_until_complete(cancels("finally"))
except KeyError:
    pass
loop.close()


async def main():
    asyncio.create_task(sleeps("run"))
    await asyncio.sleep(0)
    raise TimeoutError("main")


try:
    asyncio.run(main())
except TimeoutError as error:
    print(repr(error), error.__context__)


async def cancels_itself():
    asyncio.current_task().cancel("itself")
    await asyncio.sleep(1)


async def gathers():
    print(await asyncio.gather(cancels_itself(), return_exceptions=True))


asyncio.run(gathers())
