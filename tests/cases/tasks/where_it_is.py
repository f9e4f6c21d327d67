import asyncio


def where(task):
    return repr(task).split(".py:")[1].split(">")[0]


async def sleeps():
    await asyncio.sleep(0.01)

    await asyncio.sleep(0.01)


async def main():
    await asyncio.sleep(0)
    task = asyncio.current_task()

    print("main at", where(task))
    other = asyncio.create_task(sleeps())
    print("other at", where(other))
    await asyncio.sleep(0)
    print("other at", where(other))
    await asyncio.sleep(0.015)
    print("other at", where(other))
    await other
    print(
        "main at",
        where(task),
    )
    print("other", repr(other).split("coro=")[1].split(",")[0])


asyncio.run(main())
