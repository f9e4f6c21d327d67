import asyncio


async def work(name, seconds):
    print(name, "starts")
    await asyncio.sleep(seconds)
    print(name, "ends")
    return name


async def main():
    async with asyncio.TaskGroup() as group:
        slow = group.create_task(work("slow", 0.1))
        quick = group.create_task(work("quick", 0.05), name="quick one")
        print("body ends", quick.get_name())
    print("after the group:", slow.result(), quick.result())
    try:
        late = work("late", 0)
        group.create_task(late)
    except RuntimeError as error:
        print("RuntimeError:", str(error).split(">")[-1].strip())
    late.close()


asyncio.run(main())
