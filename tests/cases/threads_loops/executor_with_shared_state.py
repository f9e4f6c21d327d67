import asyncio
import functools
import threading
import time
from concurrent.futures import ThreadPoolExecutor

state = {"count": 0, "order": []}
lock = threading.Lock()


def bump(name, *, by=1, target=None):
    with lock:
        seen = state["count"]
        time.sleep(0.002)
        state["count"] = seen + by
        state["order"].append(name)
    if target is not None:
        target.append(name)
    return target


async def main():
    loop = asyncio.get_running_loop()
    box = []
    with ThreadPoolExecutor(3) as pool:
        results = await asyncio.gather(
            loop.run_in_executor(None, bump, "default"),
            loop.run_in_executor(pool, functools.partial(bump, "pool", by=10, target=box)),
            *(asyncio.to_thread(bump, f"t{n}", by=100) for n in range(3)),
        )
    print(state["count"], sorted(state["order"]), results[1] is box, box)
    loop.set_default_executor(ThreadPoolExecutor(1, thread_name_prefix="mine"))
    print(await loop.run_in_executor(None, lambda: threading.current_thread().name))
    try:
        await loop.run_in_executor(None, lambda: state["nothing"])
    except KeyError as error:
        print(repr(error))
    await loop.shutdown_default_executor()
    try:
        await asyncio.to_thread(print)
    except RuntimeError as error:
        print(error)


asyncio.run(main())
