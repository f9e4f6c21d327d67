import asyncio
from contextlib import AsyncExitStack, asynccontextmanager


class Connection:
    def __init__(self, name, swallow=False):
        self.name = name
        self.swallow = swallow

    async def __aenter__(self):
        await asyncio.sleep(0)
        print("open", self.name)
        return self

    async def __aexit__(self, kind, error, traceback):
        await asyncio.sleep(0)
        print("close", self.name, kind and kind.__name__, error)
        return self.swallow


@asynccontextmanager
async def session(name):
    print("enter", name)
    try:
        yield name.upper()
    finally:
        print("exit", name)


async def main():
    async with Connection("a") as a, Connection("b"):
        print("using", a.name)
    async with Connection("swallows", swallow=True):
        raise ValueError("hidden")
    try:
        async with Connection("passes on"), session("s") as name:
            raise KeyError(name)
    except KeyError as error:
        print("outside:", error)
    async with AsyncExitStack() as stack:
        for n in range(2):
            await stack.enter_async_context(Connection(f"stacked {n}"))
        stack.callback(print, "callback")
    try:
        async with 5:
            pass
    except TypeError as error:
        print("TypeError:", error)


asyncio.run(main())
