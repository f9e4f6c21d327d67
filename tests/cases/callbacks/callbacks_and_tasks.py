import asyncio


async def stepper(name):
    for step in range(3):
        print(name, "step", step)
        asyncio.get_running_loop().call_soon(print, name, "callback", step)
        await asyncio.sleep(0)


async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(print, "callback before")
    task = asyncio.create_task(stepper("task"))
    loop.call_soon(print, "callback after")
    await task
    print("main continues")
    await asyncio.sleep(0)


asyncio.run(main())
