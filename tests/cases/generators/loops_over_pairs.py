# zip, enumerate, filter and dict views in loops: what is taken from whom, and what errors leave behind.
import itertools


def failing():
    yield 1
    raise ValueError("no more")


pairs = zip([1, 2, 3], failing(), [4, 5, 6])
print(next(pairs))
try:
    next(pairs)
except ValueError as error:
    print(error)
print(list(pairs))
numbers = iter([1, 2, 3, 4, 5])
mapping = {1: 2, 3: 4}
pairs = zip(numbers, mapping.items())
print(next(pairs))
mapping[5] = 6
for _ in range(2):
    try:
        next(pairs)
    except RuntimeError as error:
        print(error)
print(list(numbers))
for made in (zip(), zip([1, 2], [3]), zip([1, 2], [3], strict=True), zip([1], (n for n in [3])), enumerate(n for n in "ab")):
    try:
        print([item for item in made])
    except ValueError as error:
        print(error)
numbers = iter(range(5))
print([pair for pair in zip(numbers, numbers)])


class Truth:
    def __init__(self, holds):
        self.holds = holds

    def __bool__(self):
        return self.holds


print(list(filter(None, [0, 1, "", 2])), list(filter(lambda n: Truth(n % 2 == 1), range(6))))
inverses = filter(lambda n: 1 / n, [1, 0, 2])
print(next(inverses))
try:
    next(inverses)
except ZeroDivisionError as error:
    print(error)
print(next(inverses), next(inverses, "end"))
for size in range(4):
    print(list(itertools.product("ab", repeat=size)))
    for length in range(5):
        print(list(itertools.permutations(range(size), length)), list(itertools.combinations(range(size), length)))
print(list(itertools.product([], [1])), list(itertools.product([1], [])), max(n for n in [3, 1, 3.0]))
print(min((n for n in [-2, 1, 2]), key=abs), set(n % 2 for n in range(5)), dict((n, -n) for n in range(2)))
for wrong in ([1], [(1, 2, 3)]):
    try:
        dict(item for item in wrong)
    except (TypeError, ValueError) as error:
        print(error)
