import asyncio
import time


async def busy():
    await asyncio.sleep(0.1)
    time.sleep(0.25)


async def main():
    task = asyncio.create_task(busy())
    asyncio.get_running_loop().call_later(0.3, print, "late, too")
    await asyncio.sleep(0.2)
    print("late")
    await task


asyncio.run(main())
print("after")
time.sleep(0.1)
print("end")
