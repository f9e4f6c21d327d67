from contextlib import closing, contextmanager, nullcontext, suppress


class Manager:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow

    def __enter__(self):
        print("enter", self.name)
        return self.name

    def __exit__(self, kind, error, traceback):
        print("exit", self.name, kind, error, traceback is not None)
        return self.swallow


with Manager("a") as a, Manager("b") as b:
    print("inside", a, b)
with Manager("swallower", True):
    raise ValueError("hidden")
try:
    with Manager("outer"), Manager("inner"):
        raise KeyError("seen")
except KeyError as error:
    print("caught", error)


def early():
    with Manager("return"):
        return "value"


print(early())
for _ in range(2):
    with Manager("loop"):
        continue


@contextmanager
def tag(name):
    print(f"<{name}>")
    try:
        yield name
    except ValueError as error:
        print("tag saw", error)
    finally:
        print(f"</{name}>")


with tag("b") as name:
    print("text", name)
with tag("i"):
    raise ValueError("oops")
with suppress(ZeroDivisionError), nullcontext():
    1 / 0
try:
    with 5:
        pass
except TypeError as error:
    print("TypeError:", error)
