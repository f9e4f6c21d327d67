import asyncio


def plain(name):
    try:
        yield 1
    except BaseException as error:
        print(name, repr(error), "in the context of", repr(error.__context__))
        raise


def handling(name):
    try:
        raise IndexError("own")
    except IndexError:
        yield from plain(name)


async def asynchronous(name):
    try:
        yield 1
    except BaseException as error:
        print(name, repr(error), "in the context of", repr(error.__context__))
        raise


def attempt(call):
    try:
        call()
    except Exception as error:
        print("out came", repr(error), repr(error.__context__))


for make in (plain, handling):
    for step in (
        lambda g: g.throw(ValueError("instance")),
        lambda g: g.throw(ValueError),
        lambda g: g.close(),
    ):
        generator = make(make.__name__)
        next(generator)
        try:
            raise KeyError("outer")
        except KeyError:
            attempt(lambda: step(generator))


async def main():
    for name in ("aclose", "athrow", "athrow class"):
        generator = asynchronous(name)
        await anext(generator)
        try:
            raise KeyError("outer")
        except KeyError:
            try:
                if name == "aclose":
                    await generator.aclose()
                elif name == "athrow":
                    await generator.athrow(ValueError("instance"))
                else:
                    await generator.athrow(ValueError)
            except ValueError as error:
                print("out came", repr(error), repr(error.__context__))


asyncio.run(main())
