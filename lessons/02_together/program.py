import asyncio


async def wash(what, seconds):
    print(what, "go in")
    await asyncio.sleep(seconds)
    print(what, "come out")
    return what


async def one_after_the_other():
    first = await wash("shirts", 2)
    second = await wash("socks", 3)
    return [first, second]


async def together():
    return await asyncio.gather(wash("shirts", 2), wash("socks", 3))


loop = asyncio.get_event_loop()
for plan in (one_after_the_other, together):
    started = loop.time()
    print("---", plan.__name__)
    clean = loop.run_until_complete(plan())
    print(clean, "after", round(loop.time() - started), "seconds")
