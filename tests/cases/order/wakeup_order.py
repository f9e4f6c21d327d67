import asyncio


async def waiter(name, future):
    print(name, "waits")
    await future
    print(name, "woke")


async def main():
    future = asyncio.get_running_loop().create_future()
    tasks = [asyncio.create_task(waiter(n, future)) for n in "abc"]
    await asyncio.sleep(0)
    print("setting the result")
    future.set_result(None)
    asyncio.get_running_loop().call_soon(print, "call_soon after set_result")
    print("set, nobody has run")
    await asyncio.gather(*tasks)


asyncio.run(main())
