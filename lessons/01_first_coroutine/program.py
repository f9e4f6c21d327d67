import asyncio
import time


async def make_tea(seconds):
    print("the kettle is on")
    await asyncio.sleep(seconds)
    print("the water boils")
    return "a cup of tea"


tea = make_tea(3)
print("make_tea was called, and nothing has happened")

loop = asyncio.get_event_loop()
started = time.time()
result = loop.run_until_complete(tea)

print("the loop gave me", result)
print("and it took", round(time.time() - started), "seconds")
loop.close()
