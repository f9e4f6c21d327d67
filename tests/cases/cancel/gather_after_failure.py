import asyncio


async def inner():
    never = asyncio.get_running_loop().create_future()
    await never


async def worker():
    try:
        await asyncio.gather(inner())
    except 0:
        pass


async def main():
    both = asyncio.gather(asyncio.gather(worker()), return_exceptions=True)
    asyncio.get_running_loop().call_later(0.005, both.cancel)
    try:
        print(await both)
    except BaseException as error:
        print(type(error).__name__)


asyncio.run(main())
