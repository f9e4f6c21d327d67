import asyncio


async def inner():
    await asyncio.sleep(0)
    raise ValueError("from inside")


async def outer():
    try:
        await inner()
    finally:
        print("outer cleans up")


loop = asyncio.get_event_loop()
try:
    loop.run_until_complete(outer())
except ValueError as error:
    print("caught:", error)
print("the loop still works:", loop.run_until_complete(asyncio.sleep(0, "yes")))
