import asyncio

queue = asyncio.Queue(2)


async def produce():
    for item in range(4):
        await queue.put(item)
    await queue.put(None)


async def consume(name):
    while (item := await queue.get()) is not None:
        print(name, item)
        await asyncio.sleep(0)
    await queue.put(None)


async def main():
    try:
        async with asyncio.timeout(1):
            async with asyncio.TaskGroup() as group:
                group.create_task(produce())
                for name in ["x", "y"]:
                    group.create_task(
                        consume(name),
                    )
    finally:
        print("done")


def later(name):
    print(name)


asyncio.run(main())
loop = asyncio.new_event_loop()
loop.call_soon(later, "soon")
loop.call_later(0.01, lambda: later("later"))
loop.call_later(
    0.02,
    lambda:
        loop.stop(),
)
loop.run_forever()
loop.close()
