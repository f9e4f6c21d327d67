# Rapptz/discord.py#403: a task that another thread creates does not wake the loop.
import asyncio
import threading
import time


async def send(msg):
    print("sent", msg)


def from_thread(loop):
    time.sleep(0.05)
    loop.create_task(send("unsafe"))
    print("scheduled unsafe")
    time.sleep(0.1)
    print("scheduling safe")
    asyncio.run_coroutine_threadsafe(send("safe"), loop)


async def main():
    loop = asyncio.get_running_loop()
    th = threading.Thread(target=from_thread, args=(loop,))
    th.start()
    await asyncio.sleep(0.3)
    th.join()


asyncio.run(main())
