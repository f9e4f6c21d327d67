import asyncio


async def nested(loop):
    other = asyncio.sleep(0)
    try:
        loop.run_until_complete(other)
    except RuntimeError as error:
        print("nested:", error)
    other.close()
    coro = asyncio.sleep(0)
    try:
        asyncio.run(coro)
    except RuntimeError as error:
        print("run:", error)
    coro.close()


loop = asyncio.new_event_loop()
loop.run_until_complete(nested(loop))
for wrong in (42, print):
    try:
        loop.run_until_complete(wrong)
    except TypeError as error:
        print("TypeError:", error)
loop.close()
try:
    loop.call_soon(print, "too late")
except RuntimeError as error:
    print("closed:", error)
try:
    asyncio.get_running_loop()
except RuntimeError as error:
    print("outside:", error)
try:
    asyncio.run("not a coroutine")
except ValueError as error:
    print("ValueError:", error)
