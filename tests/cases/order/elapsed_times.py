# case: virtual-only
# What the waits of a program come to, to a tenth of a second: a busy machine would add to them.
import asyncio
import time
from threading import Thread


async def nap(seconds):
    await asyncio.sleep(seconds)


async def in_sequence():
    await nap(0.1)
    await nap(0.2)


async def together():
    await asyncio.gather(nap(0.1), nap(0.2))


async def blocked():
    sleeper = asyncio.create_task(nap(0.1))
    await asyncio.sleep(0)
    time.sleep(0.3)
    await sleeper


async def in_threads():
    await asyncio.gather(asyncio.to_thread(time.sleep, 0.2), asyncio.to_thread(time.sleep, 0.1))


async def given_up():
    try:
        await asyncio.wait_for(nap(5), 0.2)
    except asyncio.TimeoutError:
        pass


async def at_a_deadline():
    loop = asyncio.get_running_loop()
    done = loop.create_future()
    loop.call_at(loop.time() + 0.4, done.set_result, None)
    await done


for plan in (in_sequence, together, blocked, in_threads, given_up, at_a_deadline):
    started = time.perf_counter()
    asyncio.run(plan())
    print(plan.__name__, round(time.perf_counter() - started, 1))

started = time.perf_counter()
threads = [Thread(target=time.sleep, args=(seconds,)) for seconds in (0.1, 0.3, 0.2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("joined", round(time.perf_counter() - started, 1))
