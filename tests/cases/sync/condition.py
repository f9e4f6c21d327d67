import asyncio


async def waiter(name, condition):
    async with condition:
        print(name, "waits")
        await condition.wait()
        print(name, "goes on")


async def main():
    condition = asyncio.Condition()
    tasks = [asyncio.create_task(waiter(n, condition)) for n in "abc"]
    await asyncio.sleep(0)
    async with condition:
        print("notify one")
        condition.notify()
    await asyncio.sleep(0.01)
    async with condition:
        print("notify all")
        condition.notify_all()
    await asyncio.gather(*tasks)

    value = 0

    async def grow():
        nonlocal value
        while value < 3:
            async with condition:
                value += 1
                condition.notify_all()
            await asyncio.sleep(0)

    task = asyncio.create_task(grow())
    async with condition:
        print("reached:", await condition.wait_for(lambda: value >= 2), value)
    await task
    try:
        condition.notify()
    except RuntimeError as error:
        print("RuntimeError:", error)


asyncio.run(main())
