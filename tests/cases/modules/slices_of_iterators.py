# Slices and chains of iterators, and what they leave; counters that are told more.
import collections
import itertools

for start in range(6):
    for stop in [None, *range(6)]:
        left = []
        for step in (None, 1, 2, 3):
            numbers = iter(range(5))
            left.append((list(itertools.islice(numbers, start, stop, step)), list(numbers)))
        print(start, stop, left)
numbers = iter(range(9))
part = itertools.islice(numbers, 2)
print(next(part), next(part), next(numbers), list(part), list(numbers))
print(list(itertools.chain("ab", [1], ())), list(itertools.chain.from_iterable(["ab", [1]])))


class Words(collections.Counter):
    pass


def failing():
    yield 1
    yield 1
    raise KeyError("no more")


words = Words("aab")
words.update("ab")
words.update({"z": 3})
words.update(x=2)
print(words, type(words).__name__)
counts = collections.Counter([1])
try:
    counts.update(failing())
except KeyError as error:
    print(error, counts)
