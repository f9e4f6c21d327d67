import asyncio


async def answer(future):
    await asyncio.sleep(0.1)
    future.set_result(42)


async def main():
    reply = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(answer(reply))
    print(await reply)
    await task


asyncio.run(main())
