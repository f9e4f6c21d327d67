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
    jobs = [loop.run_in_executor(None, blocking, "a", 0.2), asyncio.to_thread(blocking, "b", seconds=0.1)]
    print("main is not blocked")
    print(await asyncio.gather(*jobs))
    print("seconds:", round(loop.time() - started, 1))
    try:
        await asyncio.to_thread(failing)
    except OSError as error:
        print("OSError:", error)


asyncio.run(main())
