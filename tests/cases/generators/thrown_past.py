import asyncio


def plain():
    yield 1


async def asynchronous():
    yield 1


def finished():
    generator = plain()
    list(generator)
    return generator


def delegating(inner):
    try:
        raise IndexError("own")
    except IndexError:
        yield from inner


for make in (plain, finished, lambda: delegating(plain())):
    try:
        raise KeyError("handled")
    except KeyError:
        try:
            make().throw(ValueError("thrown"))
        except ValueError as error:
            print(repr(error), repr(error.__context__))


async def main():
    try:
        raise KeyError("handled")
    except KeyError:
        try:
            await asynchronous().athrow(ValueError("thrown"))
        except ValueError as error:
            print(repr(error), repr(error.__context__))


asyncio.run(main())
