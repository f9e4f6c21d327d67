# case: legacy
import asyncio


@asyncio.coroutine
def old_style(seconds):
    print("waiting", seconds)
    value = yield from asyncio.sleep(seconds, result="slept")
    return value, seconds


@asyncio.coroutine
def composed():
    first = yield from old_style(0.02)
    second = yield from new_style()
    return first, second


async def new_style():
    return await old_style(0.01)


loop = asyncio.get_event_loop()
print(loop.run_until_complete(composed()))
print(asyncio.iscoroutinefunction(new_style))
print(loop.run_until_complete(asyncio.gather(old_style(0.03), old_style(0))))
