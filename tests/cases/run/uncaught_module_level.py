import asyncio


class Broken(Exception):
    pass


async def work():
    await asyncio.sleep(0.01)
    raise Broken("the second step", 2)


def start():
    loop = asyncio.get_event_loop()
    loop.run_until_complete(work())


print("starting")
start()
print("never printed")
