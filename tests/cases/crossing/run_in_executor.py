import asyncio
import time


def blocking(name, seconds):
    time.sleep(seconds)
    print("blocking", name, "ends")
    return name


def failing():
    raise OSError("disk is full")


async def main():
    loop = asyncio.get_running_loop()
    started = loop.time()
    jobs = [loop.run_in_executor(None, blocking, "a", 0.6), asyncio.to_thread(blocking, "b", seconds=0.5)]
    print("main is not blocked")
    print(await asyncio.gather(*jobs))
    print("together:", 0.59 < loop.time() - started < 1.05)
    try:
        await asyncio.to_thread(failing)
    except OSError as error:
        print("OSError:", error)


asyncio.run(main())
