compose = lambda f, g: lambda x: f(g(x))
inc = lambda x, by=1: x + by
print(compose(inc, abs)(-5), inc(1, by=10), (lambda *a: len(a))(1, 2, 3))
print(list(map(lambda x, y: x * y, [1, 2, 3], [4, 5])))
print(list(filter(None, [0, 1, "", "x", [], None])), list(filter(str.isdigit, "a1b2")))
print(sorted(["bb", "a", "CCC"], key=len, reverse=True), sorted("bAc", key=str.lower))
print(sorted([(1, "b"), (0, "z"), (1, "a")], key=lambda pair: pair[0]))
print(min([3, -7, 5], key=abs), max("a", "zz", "mmm", key=len), max([], default="none"))
print(list(zip("abc", range(2))), list(zip(*[(1, 2), (3, 4)])))
print(list(enumerate("ab", start=1)), list(reversed([1, 2, 3])))
print(any([]), all([]), any(x > 2 for x in [1, 3]), all(x > 2 for x in [1, 3]))
print(sum([1, 2, 3], 10), sum([[1], [2]], []), sum([0.1] * 3))
try:
    list(zip([1], [1, 2], strict=True))
except ValueError as error:
    print("ValueError:", error)
try:
    sum(["a"])
except TypeError as error:
    print("TypeError:", error)
