"""An asynchronous generator that goes on when it is closed is closed once more, as a generator, when it ends."""
import asyncio


async def stubborn(name):
    try:
        yield name
    except GeneratorExit:
        yield "more"
    finally:
        print("closing", name)


def step(awaitable):
    try:
        awaitable.send(None)
    except BaseException as error:
        print(repr(error))
    else:
        print("suspended")


generator = stubborn("by hand")
step(generator.__anext__())
step(generator.aclose())
step(generator.aclose())
step(generator.athrow(ValueError))
step(generator.__anext__())
generator = None
print("ended")


async def breaks():
    items = stubborn("let go")
    async for item in items:
        break
    try:
        await items.aclose()
    except RuntimeError as error:
        print(repr(error))
    items = None
    print("gone")


kept = stubborn("kept")


async def main():
    await breaks()
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: print(context["message"][:24], repr(context["exception"])))
    print(await anext(kept))


asyncio.run(main())
print("end")
