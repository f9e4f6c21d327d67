import asyncio


async def worker(name, steps):
    for step in range(steps):
        print(f"{name}{step}", end=" ")
        await asyncio.sleep(0)


async def main():
    await asyncio.gather(worker("a", 4), worker("b", 2), worker("c", 3))
    print()
    tasks = [asyncio.create_task(worker(n, 2)) for n in "xyz"]
    await tasks[2]
    print("| z is done:", [t.done() for t in tasks])


asyncio.run(main())
