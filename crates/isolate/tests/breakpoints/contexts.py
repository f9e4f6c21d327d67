import contextlib


class Manager:
    def __init__(self, name, swallows=False):
        self.name = name
        self.swallows = swallows

    def __enter__(self):
        print("enter", self.name)
        return self.name

    def __exit__(self, *error):
        print("exit", self.name)
        return self.swallows


with Manager("a") as name:
    print(name)
with Manager("b"), Manager("c") as name:
    print(name)
with Manager("d", True):
    raise ValueError


def leaves():
    with Manager("e"):
        return 1


print(leaves())
for turn in range(2):
    with Manager("f"):
        if turn:
            break
        continue


@contextlib.contextmanager
def managed():
    print("before")
    yield
    print("after")


with managed():
    print("in")
