# put_nowait from another thread stores the item but doesn't wake the loop: its next timer does.
import asyncio
import threading
import time


def feeder(q):
    time.sleep(0.02)
    q.put_nowait("early")
    time.sleep(0.05)
    print("the thread has waited")


async def main():
    q = asyncio.Queue()
    t = threading.Thread(target=feeder, args=(q,))
    t.start()
    getter = asyncio.create_task(q.get())
    await asyncio.sleep(0.15)
    print("the loop woke")
    print("got", await getter)
    t.join()


asyncio.run(main())
