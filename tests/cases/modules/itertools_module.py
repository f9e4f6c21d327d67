import itertools
from itertools import (
    accumulate,
    chain,
    combinations,
    count,
    cycle,
    groupby,
    islice,
    permutations,
    product,
    takewhile,
)

print(list(chain([1], "ab", (2,))), list(chain.from_iterable([[1], [2, 3]])), list(islice(count(5, 2), 3)))
print(
    list(islice(cycle("ab"), 5)),
    list(itertools.repeat("x", 2)),
    list(accumulate([1, 2, 3])),
    list(accumulate([1, 2, 3], max)),
)
print(
    list(combinations("abc", 2)),
    list(permutations([1, 2])),
    list(product("ab", [1, 2])),
    len(list(product([0, 1], repeat=3))),
)
print(
    [(k, list(g)) for k, g in groupby("aabccc")],
    list(takewhile(lambda n: n < 3, count())),
    list(itertools.dropwhile(str.isalpha, "ab1c")),
)
print(
    list(itertools.zip_longest("ab", "c", fillvalue="-")),
    list(itertools.starmap(pow, [(2, 3), (3, 2)])),
    list(itertools.pairwise("abc")),
)
first, second = itertools.tee(iter([1, 2]))
print(
    list(first),
    list(second),
    list(itertools.compress("abc", [1, 0, 1])),
    list(islice("abcdef", 1, None, 2)),
    list(itertools.filterfalse(None, [0, 1])),
)
