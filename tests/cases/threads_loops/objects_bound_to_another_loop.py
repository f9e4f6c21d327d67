import asyncio
import re
import threading


def shape(error):
    return f"{type(error).__name__}: {re.sub('0x[0-9a-f]+', 'N', str(error))}"


event, lock, queue = asyncio.Event(), asyncio.Lock(), asyncio.Queue()
log = []


async def bind():
    for waiting in (event.wait, queue.get):
        try:
            await asyncio.wait_for(waiting(), 0.01)
        except TimeoutError:
            pass
    await lock.acquire()
    try:
        await asyncio.wait_for(lock.acquire(), 0.01)
    except TimeoutError:
        log.append("all are bound to the main loop")


async def use():
    for name, waiting in (("event", event.wait), ("lock", lock.acquire), ("queue", queue.get)):
        try:
            await waiting()
        except RuntimeError as error:
            log.append(f"{name}: {shape(error)}")
    queue.put_nowait({"from": "the other loop"})
    event.set()
    log.append(await event.wait())


asyncio.run(bind())
t = threading.Thread(target=asyncio.run, args=(use(),))
t.start()
t.join()
print(*log, sep="\n")
print(queue.get_nowait(), event.is_set(), lock.locked())
