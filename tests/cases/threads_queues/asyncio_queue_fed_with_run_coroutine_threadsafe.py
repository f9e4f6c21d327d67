# The bounded queue holds the thread back: put() is awaited for it by the loop.
import asyncio
import threading


def producer(loop, q, log):
    for n in range(4):
        item = {"n": n, "by": threading.current_thread().name}
        asyncio.run_coroutine_threadsafe(q.put(item), loop).result(timeout=5)
        log.append(item)
    asyncio.run_coroutine_threadsafe(q.put(None), loop).result(timeout=5)


async def main():
    q = asyncio.Queue(maxsize=1)
    log = []
    t = threading.Thread(target=producer, args=(asyncio.get_running_loop(), q, log), name="producer")
    t.start()
    got = []
    while (item := await q.get()) is not None:
        item["seen"] = True
        got.append(item)
        await asyncio.sleep(0.005)
    await asyncio.to_thread(t.join)
    print(got)
    print(all(a is b for a, b in zip(got, log)), len(log))


asyncio.run(main())
