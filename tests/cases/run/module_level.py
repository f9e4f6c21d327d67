import asyncio


async def work(seconds):
    print("start", seconds)
    await asyncio.sleep(seconds)
    print("end", seconds)
    return seconds * 2


loop = asyncio.get_event_loop()
print("before")
result = loop.run_until_complete(work(0.05))
print("after", result)
print(loop.run_until_complete(work(0.01)))
print(loop.is_running(), loop.is_closed())
loop.close()
print(loop.is_running(), loop.is_closed())
