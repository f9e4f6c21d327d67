def swallowing():
    try:
        yield 1
    except GeneratorExit:
        print("inner swallows")
    return "inner result"


def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


def outer(inner):
    try:
        print("got", (yield from inner))
    except BaseException as error:
        print("outer", repr(error), repr(error.__context__))
        raise
    finally:
        print("outer ends")


for inner in (swallowing, stubborn):
    for end in ("close", "throw"):
        generator = outer(inner())
        next(generator)
        try:
            print(generator.close() if end == "close" else generator.throw(GeneratorExit))
        except BaseException as error:
            print(end, repr(error))
