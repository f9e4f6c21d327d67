import asyncio


async def fail():
    await asyncio.sleep(0.1)
    raise ValueError("no")


async def work():
    try:
        await asyncio.sleep(1)
    finally:
        print("cleaned up")


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail(), name="failing")
            group.create_task(work(), name="working")
    except* ValueError:
        print("failed")


asyncio.run(main())
