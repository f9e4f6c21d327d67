# What another thread schedules without call_soon_threadsafe waits until the loop wakes for another reason.
import asyncio
import threading
import time


async def coro(tag):
    print(tag, "ran")


def schedule(loop, how):
    time.sleep(0.02)
    if how == "create_task":
        loop.create_task(coro(how))
    elif how == "call_soon":
        loop.call_soon(lambda: print(how, "ran"))
    elif how == "call_later":
        loop.call_later(0.01, lambda: print(how, "ran"))
    elif how == "threadsafe":
        loop.call_soon_threadsafe(lambda: print(how, "ran"))
    time.sleep(0.05)
    print("the thread has waited")


async def main(how):
    t = threading.Thread(target=schedule, args=(asyncio.get_running_loop(), how))
    t.start()
    await asyncio.sleep(0.11)
    t.join()
    await asyncio.sleep(0)


for how in ("create_task", "call_soon", "call_later", "threadsafe"):
    asyncio.run(main(how))
