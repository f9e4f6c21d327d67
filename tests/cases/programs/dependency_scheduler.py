import asyncio

STEPS = {
    "lint": [],
    "fetch": [],
    "compile": ["fetch"],
    "test": ["compile"],
    "package": ["compile", "lint"],
    "publish": ["test", "package"],
}


async def run_step(name, tasks):
    for needed in STEPS[name]:
        await tasks[needed]
    print("begin", name)
    await asyncio.sleep(0)
    print("end", name)
    return name


async def main():
    tasks = {}
    for name in STEPS:
        tasks[name] = asyncio.create_task(run_step(name, tasks), name=name)
    finished = await asyncio.gather(*tasks.values())
    print(finished == list(STEPS))


asyncio.run(main())
