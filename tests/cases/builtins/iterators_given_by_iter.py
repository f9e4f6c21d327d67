from collections.abc import Generator, Iterable, Iterator


class Gives:
    def __init__(self, iterator):
        self.iterator = iterator

    def __iter__(self):
        return self.iterator


for make in [
    lambda: map(int, [1]), lambda: filter(None, [1]), lambda: zip([1]), lambda: enumerate([1]), lambda: reversed([1]),
    lambda: iter([1]), lambda: iter("a"), lambda: iter({1: 2}), lambda: iter(range(3, 4)), lambda: iter({}.items()),
    lambda: (item for item in [1]),
]:
    it = make()
    print(type(iter(Gives(it))).__name__, isinstance(it, Iterator), isinstance(it, Iterable), isinstance(it, Generator))
    print(iter(it) is it, it.__iter__() is it, list(Gives(it)), next(iter(Gives(make())), None), hasattr(it, "__next__"))
    try:
        it.__next__()
    except StopIteration:
        print("at its end")
for wrong in 5, [1], "text":
    try:
        iter(Gives(wrong))
    except TypeError as error:
        print(error)
