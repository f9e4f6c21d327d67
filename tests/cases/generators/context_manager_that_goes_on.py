import contextlib


@contextlib.contextmanager
def stubborn():
    try:
        yield 1
    except ValueError:
        print("caught")
    try:
        yield 2
    finally:
        print("closed")


for fails in (False, True):
    try:
        with stubborn():
            if fails:
                raise ValueError
    except RuntimeError as error:
        print(error)
    print("after")
