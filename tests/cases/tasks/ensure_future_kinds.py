import asyncio


class Later:
    def __await__(self):
        yield from asyncio.sleep(0.01).__await__()
        return "from __await__"


async def coro():
    return "from a coroutine"


async def main():
    future = asyncio.get_running_loop().create_future()
    future.set_result("from a future")
    print(asyncio.ensure_future(future) is future)
    for thing in (coro(), Later(), future):
        print(await asyncio.ensure_future(thing))
    print(await Later())
    for wrong in (3, "text"):
        try:
            asyncio.ensure_future(wrong)
        except TypeError as error:
            print("TypeError:", error)
    try:
        asyncio.create_task(future)
    except TypeError as error:
        print("TypeError:", str(error).split("<")[0].strip())
    try:
        await 5
    except TypeError as error:
        print("TypeError:", error)


asyncio.run(main())
