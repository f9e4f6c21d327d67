# itertools.repeat shows what it repeats and how often it still will; counts are checked when they are given.
import itertools


class Index:
    def __index__(self):
        return 2


def show(function, *args, **keywords):
    try:
        print(function(*args, **keywords))
    except (TypeError, ValueError, OverflowError) as error:
        print(type(error).__name__, error)


twice = itertools.repeat('a', 2)
print(twice, next(twice), twice, list(twice), twice, list(twice))
print(itertools.repeat([1]), itertools.repeat(1, -3), list(zip('abc', itertools.repeat(0))))
print(list(map(pow, [1, 2, 3], itertools.repeat(2))), type(twice).__name__)
for times in (Index(), 'a', 2.5, 10**30):
    show(itertools.repeat, 1, times)
    show(lambda: list(itertools.product([1, 2], repeat=times)))
show(itertools.product, [1], repeat=-1)
print(list(itertools.product('ab', repeat=0)))
