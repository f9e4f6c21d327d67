import asyncio


async def work():
    print("work starts")
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError as error:
        print("work is cancelled:", error.args)
        raise
    finally:
        print("work cleans up")


async def main():
    task = asyncio.create_task(work())
    await asyncio.sleep(0)
    print("cancel:", task.cancel(), "cancelled yet:", task.cancelled(), "done:", task.done())
    try:
        await task
    except asyncio.CancelledError:
        print("main sees it; cancelled:", task.cancelled())
    print("cancel again:", task.cancel())
    for ask in (task.result, task.exception):
        try:
            ask()
        except asyncio.CancelledError:
            print("CancelledError from", ask.__name__)


asyncio.run(main())
