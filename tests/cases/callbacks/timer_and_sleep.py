import asyncio


async def sleeper(name, seconds):
    await asyncio.sleep(seconds)
    print(name, "woke")


async def main():
    loop = asyncio.get_running_loop()
    loop.call_later(0.03, print, "timer 0.03")
    tasks = [asyncio.create_task(sleeper(f"task {s}", s)) for s in (0.06, 0.12)]
    loop.call_later(0.09, print, "timer 0.09")
    await asyncio.gather(*tasks)


asyncio.run(main())
