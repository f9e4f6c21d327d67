"""Locks and queues of which a program changes a part."""

import asyncio


class Told(asyncio.Lock):
    async def acquire(self):
        print("acquire")
        return await super().acquire()

    def release(self):
        print("release")
        super().release()


class Never(asyncio.Semaphore):
    def locked(self):
        print("locked?")
        return super().locked()


class Doubled(asyncio.Queue):
    def _put(self, item):
        super()._put(item * 2)


class Small(asyncio.Queue):
    def full(self):
        return self.qsize() >= 2


class Counted(asyncio.Queue):
    def put_nowait(self, item):
        print("put", item)
        super().put_nowait(item)

    def get_nowait(self):
        item = super().get_nowait()
        print("got", item)
        return item


class Watched(asyncio.Lock):
    def __setattr__(self, name, value):
        if not name.startswith("_"):
            print("set", name, value)
        super().__setattr__(name, value)


async def use(lock, name):
    async with lock:
        print(name, "has it")
        await asyncio.sleep(0)


async def put(queue, items):
    for item in items:
        await queue.put(item)


async def get(queue, count):
    return [await queue.get() for _ in range(count)]


async def main():
    for lock in (Told(), Never(1), Watched(), asyncio.Lock(), asyncio.Semaphore(2), asyncio.BoundedSemaphore(1)):
        print(type(lock).__name__)
        await asyncio.gather(*[use(lock, name) for name in "abc"])
    for queue in (Doubled(1), Small(), Counted(1), asyncio.PriorityQueue(2), asyncio.LifoQueue(), asyncio.Queue(1)):
        print(type(queue).__name__)
        _, got = await asyncio.gather(put(queue, [3, 1, 2, 5]), get(queue, 4))
        print(got, queue.qsize(), queue.full(), queue.empty())

    lock = asyncio.Lock()
    acquire = lock.acquire
    lock.acquire = lambda: print("mine") or acquire()
    await use(lock, "d")

    queue = asyncio.Queue()
    queue._put = lambda item: print("instead of", item)
    await queue.put(1)
    print(queue.qsize())

    get_nowait = asyncio.Queue.get_nowait
    asyncio.Queue.get_nowait = lambda self: ("patched", get_nowait(self))
    queue = asyncio.Queue()
    await queue.put(1)
    print(await queue.get())
    asyncio.Queue.get_nowait = get_nowait
    await queue.put(2)
    print(await queue.get(), queue._unfinished_tasks)

    bounded = asyncio.BoundedSemaphore(1)
    try:
        await bounded.__aexit__(None, None, None)
    except ValueError as error:
        print(error)
    try:
        await asyncio.Lock().__aexit__(None, None, None)
    except RuntimeError as error:
        print(error)


async def cancelled():
    lock = asyncio.Lock()
    await lock.acquire()
    tasks = [asyncio.create_task(use(lock, name)) for name in "efg"]
    await asyncio.sleep(0)
    tasks[0].cancel()
    lock.release()
    await asyncio.sleep(0)
    print(await asyncio.gather(*tasks, return_exceptions=True), lock.locked())

    queue = asyncio.Queue(1)
    await queue.put(0)
    tasks = [asyncio.create_task(queue.put(n)) for n in (1, 2, 3)]
    await asyncio.sleep(0)
    print(queue.get_nowait())
    tasks[0].cancel()
    print(await queue.get(), await queue.get(), queue.empty())
    print(await asyncio.gather(*tasks, return_exceptions=True))

    semaphore = asyncio.Semaphore(1)
    tasks = [asyncio.create_task(use(semaphore, name)) for name in "hijk"]
    await asyncio.sleep(0)
    tasks[1].cancel()
    tasks[2].cancel()
    print(await asyncio.gather(*tasks, return_exceptions=True), semaphore.locked())


asyncio.run(main())
asyncio.run(cancelled())
