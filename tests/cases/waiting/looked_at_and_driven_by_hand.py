"""What asyncio's coroutines are to whoever drives, looks at, throws into, closes or drops them."""

import asyncio
import inspect


def step(coro, *thrown):
    try:
        value = coro.throw(*thrown) if thrown else coro.send(None)
    except StopIteration as end:
        return f"returned {end.value!r}"
    except BaseException as error:
        return f"raised {error!r}"
    return f"yielded {type(value).__name__}"


def state(coro):
    return inspect.getcoroutinestate(coro)


async def sleeps():
    coro = asyncio.sleep(0, "result")
    print(type(coro).__name__, coro.__qualname__, state(coro))
    print(step(coro), state(coro))
    print(step(coro), state(coro))
    print(step(coro))

    coro = asyncio.sleep(0)
    print(step(coro), step(coro, ValueError("thrown")), state(coro))
    coro = asyncio.sleep(0)
    print(step(coro), coro.close(), state(coro))
    coro = asyncio.sleep(0)
    print(step(coro, KeyError("early")), state(coro))

    coro = asyncio.sleep(60)
    print(step(coro), state(coro))
    print(step(coro, asyncio.CancelledError()), state(coro))
    coro = asyncio.sleep(60)
    print(step(coro), step(coro))
    coro.close()
    print(state(coro))

    coro = asyncio.sleep(0)
    try:
        coro.send(1)
    except TypeError as error:
        print(error)
    print(step(coro))
    try:
        print(coro.send("sent"))
    except StopIteration as end:
        print("returned", end.value)

    for delay in (-1, False, 0.0, -0.5):
        print(step(asyncio.sleep(delay)))
    print(step(asyncio.sleep("soon")))
    print(step(asyncio.sleep(None)))
    print(await asyncio.sleep(True, "a bool"), await asyncio.sleep(0.001, "a float"))


async def locks():
    lock = asyncio.Lock()
    coro = lock.acquire()
    print(coro.__qualname__, state(coro), step(coro), state(coro), lock.locked())
    waits = lock.acquire()
    print(step(waits), state(waits))
    print(step(waits, asyncio.CancelledError("no more")), lock.locked(), "waiters" in repr(lock))
    waits = lock.acquire()
    print(step(waits))
    waits.close()
    print("waiters" in repr(lock))
    waits = lock.acquire()
    print(step(waits))
    del waits
    print("waiters" in repr(lock))
    waits = lock.acquire()
    print(step(waits))
    lock.release()
    print(lock.locked(), step(waits), lock.locked())
    print(step(lock.__aexit__(None, None, None)), lock.locked(), step(lock.__aexit__(None, None, None)))
    print(step(lock.__aenter__()), lock.locked())

    event = asyncio.Event()
    waits = event.wait()
    print(step(waits))
    event.set()
    event.clear()
    print(step(waits), step(event.wait()))
    event.set()
    print(step(event.wait()))

    semaphore = asyncio.Semaphore(1)
    print(step(semaphore.__aenter__()), semaphore.locked(), step(waits := semaphore.acquire()))
    print(step(waits, ValueError("thrown")), semaphore.locked())
    semaphore.release()
    print(semaphore.locked(), step(semaphore.acquire()), semaphore.locked())

    queue = asyncio.Queue(1)
    gets = queue.get()
    print(gets.__qualname__, step(gets), step(queue.put("a")), step(gets))
    print(step(queue.put("b")), step(puts := queue.put("c")), queue.get_nowait(), step(puts), queue.qsize())
    gets, others = queue.get(), asyncio.Queue().get()
    print(step(gets), step(others))
    others.close()
    puts = queue.put("d")
    print(step(puts), step(puts := queue.put("e")))
    puts.close()
    print(queue)


async def from_another_loop(lock, queue, event):
    for coro in (lock.acquire(), queue.put(2), event.wait()):
        print(step(coro).split("<")[0])


async def main():
    await sleeps()
    await locks()


asyncio.run(main())


async def belongs():
    lock, queue, event = asyncio.Lock(), asyncio.Queue(1), asyncio.Event()
    await lock.acquire()
    await queue.put(1)
    for coro in (lock.acquire(), queue.put(2), event.wait()):
        step(coro)
        coro.close()
    return lock, queue, event


asyncio.run(from_another_loop(*asyncio.run(belongs())))
print(step(asyncio.sleep(0)), step(asyncio.sleep(1)))
