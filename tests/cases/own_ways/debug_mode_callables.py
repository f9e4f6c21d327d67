import asyncio
import functools


class Called:
    def __call__(self):
        print("called")

    async def coroutine(self):
        pass


async def main():
    loop = asyncio.get_running_loop()
    print(type(loop.call_soon(Called())).__name__, type(loop.call_later(0, functools.partial(print, "partial"))).__name__)
    loop.call_soon_threadsafe(functools.partial(print, "from a thread"))
    future = loop.create_future()
    future.add_done_callback(lambda done: print("done"))
    future.set_result(1)
    loop.call_soon(Called()).cancel()
    await asyncio.sleep(0.1)
    coroutine = Called().coroutine()
    for wrong in coroutine, Called.coroutine, Called().coroutine, 5, None:
        for call in loop.call_soon, functools.partial(loop.call_later, 1), loop.call_soon_threadsafe:
            try:
                print(call(wrong))
            except TypeError as error:
                print(str(error).split(" at 0x")[0])
    await coroutine


asyncio.run(main(), debug=True)
