"""What `async for` and `async with` say of objects that are not what they should be."""
import asyncio


class Coroutine:
    async def __aiter__(self):
        return self


class Number:
    def __aiter__(self):
        return self

    def __anext__(self):
        return 5


class Plain:
    def __aenter__(self):
        return 5

    def __aexit__(self, *details):
        return 6


class Entered(Plain):
    async def __aenter__(self):
        pass


async def loop_over(values):
    async for value in values:
        print(value)


async def enter(manager, fails=False):
    async with manager:
        if fails:
            raise KeyError("inside")


async def comprehend(values):
    return [value async for value in values]


async def await_call(function):
    await function(None, None, None)


async def main():
    steps = [
        loop_over(Coroutine()), loop_over(Number()), loop_over(3), comprehend(Number()), enter(Plain()),
        enter(Entered()), enter(Entered(), True), enter(5), await_call(lambda *args: 7),
    ]
    for step in steps:
        try:
            await step
        except TypeError as error:
            print(error, "|", error.__cause__, "|", repr(error.__context__))


import warnings

warnings.simplefilter("ignore")
asyncio.run(main())
