# asyncio.run in a thread is the way out when a loop already runs in this one.
import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor


async def fetch(store, key):
    await asyncio.sleep(0.005)
    store[key] = threading.current_thread() is threading.main_thread()
    return store


def run_sync(coro):
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(coro)
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coro).result()


async def main():
    store = {}
    print(run_sync(fetch(store, "inside")) is store)
    coro = fetch(store, "never")
    try:
        asyncio.run(coro)
    except RuntimeError as error:
        print(error)
    coro.close()
    return store


store = asyncio.run(main())
print(run_sync(fetch(store, "outside")))
