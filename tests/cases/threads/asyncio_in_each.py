# Every thread may run its own loop with asyncio.run.
import asyncio
import threading
import time


async def count(name, delay):
    for n in range(2):
        await asyncio.sleep(delay)
        print(name, n)


def worker(name, delay):
    asyncio.run(count(name, delay))
    print(name, "loop finished")


threads = [threading.Thread(target=worker, args=(n, d)) for n, d in (("a", 0.1), ("b", 0.15))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("main ends")
