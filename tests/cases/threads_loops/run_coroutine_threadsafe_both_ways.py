# The worker's loop and the main loop ask each other; arguments and results are the objects themselves.
import asyncio
import threading

trace = []


async def extend(box, word):
    await asyncio.sleep(0)
    box.append((word, threading.current_thread().name))
    return box


async def ask_back(loop, box):
    future = asyncio.run_coroutine_threadsafe(extend(box, "back"), loop)
    result = await asyncio.wrap_future(future)
    trace.append(result is box)
    return result


async def main():
    main_loop = asyncio.get_running_loop()
    other = asyncio.new_event_loop()
    t = threading.Thread(target=other.run_forever, name="other")
    t.start()
    box = []
    result = await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(extend(box, "there"), other))
    trace.append(result is box)
    result = await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(ask_back(main_loop, box), other))
    trace.append(result is box)
    other.call_soon_threadsafe(other.stop)
    t.join()
    other.close()
    print(box, trace)


asyncio.run(main())
