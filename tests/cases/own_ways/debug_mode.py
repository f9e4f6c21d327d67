import asyncio
import logging
import threading
import time


class Slow(logging.Handler):
    def emit(self, record):
        text = record.getMessage()
        if text.startswith("Executing"):
            print("slow:", text.split(" took ")[0].split(" coro=")[0])


logging.getLogger("asyncio").addHandler(Slow())


async def blocks():
    await asyncio.sleep(0)
    time.sleep(0.15)


async def answer():
    return 42


def attempt(what, *args):
    try:
        what(*args)
    except (TypeError, RuntimeError) as error:
        print(f"{type(error).__name__}: {error}")


async def main():
    loop = asyncio.get_running_loop()
    print("debug:", loop.get_debug(), loop.slow_callback_duration)
    await asyncio.create_task(blocks(), name="the slow one")
    loop.slow_callback_duration = 5
    await asyncio.create_task(blocks(), name="the same, but nobody minds")
    future = loop.create_future()

    def elsewhere():
        attempt(loop.call_soon, print, "not here")
        loop.call_soon_threadsafe(future.set_result, "threadsafe")

    future.add_done_callback(lambda future: print("done"))
    thread = threading.Thread(target=elsewhere)
    thread.start()
    print(await future)
    thread.join()
    attempt(loop.call_soon, "not callable")
    attempt(loop.call_later, 1, answer)


asyncio.run(main(), debug=True)


async def turn_on():
    loop = asyncio.get_running_loop()
    loop.set_debug(True)
    loop.slow_callback_duration = 0.05
    await asyncio.create_task(blocks(), name="slow again")
    loop.set_debug(False)
    await asyncio.create_task(blocks(), name="unseen")


asyncio.run(turn_on())
