import asyncio


async def fails():
    raise ValueError("nobody looks")


async def main():
    loop = asyncio.get_running_loop()
    loop.note = "kept on the loop"
    seen = []
    loop.call_exception_handler = lambda context: seen.append((context["message"], context["exception"]))
    loop.call_soon(lambda: 1 / 0)
    task = asyncio.create_task(fails())
    await asyncio.sleep(0.01)
    del task
    await asyncio.sleep(0)
    for message, exception in seen:
        print(message.split(" at ")[0].split("<lambda>")[0], repr(exception))
    print(loop.note, asyncio.get_running_loop().note)
    real = loop.create_future
    loop.create_future = lambda: print("a future is made") or real()
    await asyncio.sleep(0.01)
    await asyncio.wait([asyncio.create_task(asyncio.sleep(0))])


asyncio.run(main())
