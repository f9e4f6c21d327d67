"""A loop that is not closed is destroyed with the program's variables, and its tasks with it."""
import asyncio


async def waits(name):
    try:
        await asyncio.sleep(10)
    finally:
        print("finally", name)


async def main():
    for number in range(3):
        asyncio.create_task(waits(number), name=f"t{number}")
    await asyncio.sleep(0)


loop = asyncio.new_event_loop()
loop.run_until_complete(main())
print("end")
