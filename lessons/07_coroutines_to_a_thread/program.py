import asyncio
import time
from threading import Thread


def run(loop):
    asyncio.set_event_loop(loop)
    loop.run_forever()


def lock_the_door(seconds):
    print("door locked")
    time.sleep(seconds)
    print("door open")


async def visit(name, seconds):
    print(name, "comes in")
    await asyncio.sleep(seconds)
    print(name, "leaves")
    return f"{name} stayed {seconds} s"


house = asyncio.new_event_loop()
Thread(target=run, args=(house,), name="House", daemon=True).start()

house.call_soon_threadsafe(lock_the_door, 3)
ada = asyncio.run_coroutine_threadsafe(visit("Ada", 4), house)
bob = asyncio.run_coroutine_threadsafe(visit("Bob", 2), house)

try:
    print(ada.result(timeout=2))
except TimeoutError:
    time.sleep(0.5)
    print("no news from Ada yet")
print(bob.result())
print(ada.result())
