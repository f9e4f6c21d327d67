import asyncio


async def important():
    await asyncio.sleep(0.1)
    print("important work is finished")
    return "kept"


async def main():
    task = asyncio.create_task(important())
    try:
        await asyncio.wait_for(asyncio.shield(task), 0.03)
    except TimeoutError:
        print("gave up waiting; cancelled:", task.cancelled())
    print(await task)

    inner = asyncio.create_task(important())
    outer = asyncio.ensure_future(asyncio.shield(inner))
    await asyncio.sleep(0)
    outer.cancel()
    try:
        await outer
    except asyncio.CancelledError:
        print("outer cancelled, inner done:", inner.done())
    print(await inner)


asyncio.run(main())
