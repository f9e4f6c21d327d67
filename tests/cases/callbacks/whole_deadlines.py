# A timer tells the time that it was given.
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    at = loop.call_at(10**6, print)
    print(at.when(), loop.call_at(10.0**6, print).when(), type(loop.call_later(1, print).when()).__name__)
    print(asyncio.TimerHandle(5, print, (), loop).when(), asyncio.TimerHandle(5.5, print, (), loop).when())
    at.cancel()
    print(at._args, at._callback, at.cancelled())


asyncio.run(main())
