# What add_signal_handler does not take.
import asyncio
import signal


async def handler():
    pass


async def main():
    loop = asyncio.get_running_loop()
    made = handler()
    for number, callback in (
        (signal.SIGINT, handler),
        (signal.SIGINT, made),
        ("x", print),
        (2.0, print),
        (0, print),
        (65, print),
        (signal.SIGKILL, print),
        (19, print),
    ):
        try:
            loop.add_signal_handler(number, callback)
        except Exception as error:
            print(type(error).__name__, error)
    made.close()
    print(loop.add_signal_handler(signal.SIGUSR1, print, "called"))
    signal.raise_signal(signal.SIGUSR1)
    await asyncio.sleep(0.01)
    print(loop.remove_signal_handler(signal.SIGUSR1), loop.remove_signal_handler(signal.SIGUSR1))
    handle = loop.call_later(5, print, 1)
    handle.cancel()
    print(handle._args, handle._callback)
    future = loop.create_future()
    waiting = future.__await__()
    next(waiting)
    print(waiting.close())
    coroutine = handler().__await__()
    print(coroutine.close())


asyncio.run(main())
