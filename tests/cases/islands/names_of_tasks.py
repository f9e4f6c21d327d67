"""Tasks are numbered in one row, in whichever thread they are made."""

import asyncio
import threading


async def name():
    await asyncio.sleep(0)
    return asyncio.current_task().get_name()


async def several(of):
    print(of, asyncio.current_task().get_name(), await asyncio.gather(name(), name()))


def work(of):
    asyncio.run(several(of))


asyncio.run(several("before"))
thread = threading.Thread(target=work, args=("thread",))
thread.start()
thread.join()
asyncio.run(several("after"))

loop = asyncio.new_event_loop()


def serve():
    asyncio.set_event_loop(loop)
    loop.run_forever()


threading.Thread(target=serve, daemon=True).start()
for round in range(3):
    print("served", asyncio.run_coroutine_threadsafe(name(), loop).result())
    asyncio.run(several(f"round {round}"))


async def both():
    print(await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(name(), loop)))
    print(await asyncio.create_task(name()))


asyncio.run(both())
