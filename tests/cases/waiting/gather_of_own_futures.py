"""gather() of futures whose classes have an add_done_callback of their own."""
import asyncio


class Telling(asyncio.Future):
    def add_done_callback(self, callback, *, context=None):
        print("somebody listens", context is None)
        super().add_done_callback(callback, context=context)


class Telltale(asyncio.Task):
    def add_done_callback(self, callback, *, context=None):
        print("somebody listens to", self.get_name())
        super().add_done_callback(callback)


class Refusing(asyncio.Future):
    def add_done_callback(self, callback, *, context=None):
        raise LookupError("nobody listens")


async def give(value):
    await asyncio.sleep(0)
    return value


async def main():
    loop = asyncio.get_running_loop()
    telling = Telling()
    telltale = Telltale(give("b"), name="telltale")
    loop.call_later(0.1, telling.set_result, "a")
    print(await asyncio.gather(telling, telltale, give("c"), telling, loop.create_future() and give("d")))
    print(await asyncio.gather(telling, telltale))
    failing = Telling()
    loop.call_soon(failing.set_exception, ValueError("x"))
    print(await asyncio.gather(failing, give("e"), return_exceptions=True))
    try:
        asyncio.gather(Telling(), Refusing())
    except LookupError as error:
        print(error)
    loop.set_task_factory(lambda loop, coro, **options: Telltale(coro, loop=loop, name="made"))
    print(await asyncio.gather(give("f"), give("g")))


asyncio.run(main())
