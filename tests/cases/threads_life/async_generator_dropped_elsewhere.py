# The loop that iterated an asynchronous generator first closes it, whichever thread drops it.
import asyncio
import threading

kept = []
closed = threading.Event()


async def numbers():
    try:
        yield 1
        yield 2
    finally:
        await asyncio.sleep(0)
        print("closed in", threading.current_thread().name)
        closed.set()


async def begin():
    generator = numbers()
    kept.append(generator)
    print(await generator.__anext__())


loop = asyncio.new_event_loop()
thread = threading.Thread(target=loop.run_forever, name="loop thread")
thread.start()
asyncio.run_coroutine_threadsafe(begin(), loop).result()
kept.clear()
print(closed.wait(5))
loop.call_soon_threadsafe(loop.stop)
thread.join()
loop.close()
