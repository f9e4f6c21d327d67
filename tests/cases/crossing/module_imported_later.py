import asyncio
import threading

loop = asyncio.new_event_loop()
thread = threading.Thread(target=loop.run_forever)
thread.start()


async def add(a, b):
    await asyncio.sleep(0.01)
    return a + b


def read(text):
    return json.loads(text)["n"]


async def parse(text):
    return read(text)


import concurrent.futures
import json

done = threading.Event()


def report(future):
    print("done:", future.result(), isinstance(future, concurrent.futures.Future))
    done.set()


future = asyncio.run_coroutine_threadsafe(add(1, 2), loop)
future.add_done_callback(report)
done.wait()
print(asyncio.run_coroutine_threadsafe(parse('{"n": 5}'), loop).result())
try:
    asyncio.run_coroutine_threadsafe(parse("{"), loop).result()
except json.JSONDecodeError as error:
    print(repr(error))
loop.call_soon_threadsafe(loop.stop)
thread.join()
