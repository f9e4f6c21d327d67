# A coroutine of one loop waits for a coroutine of another.
import asyncio
import threading


async def remote(text):
    await asyncio.sleep(0.02)
    return text + " via " + threading.current_thread().name


async def main():
    futures = [asyncio.run_coroutine_threadsafe(remote(t), loop) for t in ("one", "two")]
    print(await asyncio.gather(*map(asyncio.wrap_future, futures)))


loop = asyncio.new_event_loop()
thread = threading.Thread(target=loop.run_forever, name="remote thread")
thread.start()
asyncio.run(main())
loop.call_soon_threadsafe(loop.stop)
thread.join()
