# An asynchronous generator that is left alone is closed by a task of its own, whether or not that runs code of it.
import asyncio


async def plain():
    yield 1
    yield 2


async def with_finally():
    try:
        yield 1
    finally:
        print('finally')


async def nothing():
    pass


async def main(generator):
    async for _ in generator():
        break
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print(asyncio.create_task(nothing()).get_name())


async def once(generator):
    await anext(generator())


loop = asyncio.new_event_loop()
for generator in (plain, with_finally):
    loop.run_until_complete(main(generator))
    loop.run_until_complete(once(generator))
    print(loop.create_task(nothing()).get_name())
loop.run_until_complete(asyncio.sleep(0))
loop.run_until_complete(loop.shutdown_asyncgens())
loop.close()
