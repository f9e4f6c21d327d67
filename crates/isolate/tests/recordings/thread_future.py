import asyncio
import concurrent.futures
import threading
import time


def answer(future):
    time.sleep(0.1)
    future.set_result(42)


async def nap():
    await asyncio.sleep(0.1)


async def main():
    future = concurrent.futures.Future()
    threading.Thread(target=answer, args=(future,), name="answering").start()
    print(await asyncio.wrap_future(future))


asyncio.run(main())
loop = asyncio.new_event_loop()
thread = threading.Thread(target=loop.run_forever, name="looping")
thread.start()
asyncio.run_coroutine_threadsafe(nap(), loop).result()
loop.call_soon_threadsafe(loop.stop)
thread.join()
