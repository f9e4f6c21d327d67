# set_result from another thread doesn't wake the loop, but its next timer finds the result.
import asyncio
import threading
import time


def setter(future, answer):
    time.sleep(0.02)
    future.set_result(answer)
    time.sleep(0.05)
    log.append("the thread has waited")


log = []


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    answer = {"n": 1}
    threading.Thread(target=setter, args=(future, answer)).start()
    loop.call_later(0.15, log.append, "timer")
    got = await future
    log.append("main goes on")
    await asyncio.sleep(0.1)
    print(sorted(log), got is answer)
    print(log[0])
    safe = loop.create_future()
    threading.Thread(target=loop.call_soon_threadsafe, args=(safe.set_result, answer)).start()
    print(await safe is answer)


asyncio.run(main())
