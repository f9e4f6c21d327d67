import asyncio


async def count(name, upto):
    for n in range(upto):
        print(name, n)
        await asyncio.sleep(0)
    return upto


loop = asyncio.get_event_loop()
a = loop.create_task(count("a", 2))
b = asyncio.ensure_future(count("b", 4), loop=loop)
print("two tasks wait for a running loop")
print(loop.run_until_complete(a))
print("b is done:", b.done())
print(loop.run_until_complete(b))
