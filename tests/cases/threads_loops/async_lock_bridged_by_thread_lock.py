# A lock of the threads, taken by coroutines without blocking their loop.
import asyncio
import contextlib
import threading

lock = threading.Lock()
log = []


@contextlib.asynccontextmanager
async def locked():
    await asyncio.to_thread(lock.acquire)
    try:
        yield
    finally:
        lock.release()


async def task(name):
    async with locked():
        log.append((name, "in"))
        await asyncio.sleep(0.005)
        log.append((name, "out"))


def thread():
    with lock:
        log.append(("thread", "in"))
        log.append(("thread", "out"))


async def main():
    t = threading.Thread(target=thread)
    lock.acquire()
    t.start()
    tasks = [asyncio.create_task(task(n)) for n in ("a", "b")]
    await asyncio.sleep(0.02)
    print(log)
    lock.release()
    await asyncio.gather(*tasks)
    t.join()
    pairs = list(zip(log[::2], log[1::2]))
    print(len(log), all(a[0] == b[0] and (a[1], b[1]) == ("in", "out") for a, b in pairs))


asyncio.run(main())
