"""The collector looks through tasks, futures, handles and contexts."""
import asyncio
import contextvars
import gc
import weakref


class Kept:
    alive = 0

    def __init__(self):
        Kept.alive += 1

    def __del__(self):
        Kept.alive -= 1


var = contextvars.ContextVar("var")


async def returns_itself(kept):
    kept.task = asyncio.current_task()
    await asyncio.sleep(0)
    return kept


async def forgets():
    kept = Kept()
    future = asyncio.get_running_loop().create_future()
    await future


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: None)
    for _ in range(20):
        await asyncio.create_task(returns_itself(Kept()))
    print("task", Kept.alive, gc.collect() > 0, Kept.alive)

    future = loop.create_future()
    kept = Kept()
    kept.future = future
    future.set_result(kept)
    reference = weakref.ref(future, lambda reference: print("gone"))
    del future, kept
    gc.collect()
    print("result", Kept.alive, reference() is None)

    future = loop.create_future()
    kept = Kept()
    kept.future = future
    future.add_done_callback(lambda future, kept=kept: kept)
    del future, kept
    gc.collect()
    print("callback", Kept.alive)

    kept = Kept()
    kept.handle = loop.call_later(100, print, kept)
    kept.handle.cancel()
    del kept
    print("handle", Kept.alive)

    context = contextvars.copy_context()
    kept = Kept()
    kept.context = context
    context.run(var.set, kept)
    del context, kept
    gc.collect()
    print("context", Kept.alive)

    for number in range(3000):
        future = loop.create_future()
        future.set_result((future, Kept()))
        if number % 10 == 0:
            asyncio.create_task(forgets())
        await asyncio.sleep(0)
        if number % 1000 == 999:
            gc.collect()
            print("forgotten", Kept.alive)


asyncio.run(main())
