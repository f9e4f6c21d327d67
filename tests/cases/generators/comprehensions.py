matrix = [[1, 2, 3], [4, 5, 6]]
print([x for row in matrix for x in row if x % 2])
print([[row[i] for row in matrix] for i in range(3)])
print({word: len(word) for word in ("a", "bb")}, {x % 3 for x in range(7)})
x = "outer"
print([x for x in range(3)], x)
print([(a, b) for a in range(3) for b in range(a)])
print([y := 5, y**2], y, [last := n for n in range(3)], last)
factor = 10


def scaled():
    factor = 3
    return [factor * n for n in range(3)], list(factor * n for n in (1, 2))


class C:
    size = 2
    items = [n for n in range(size)]


print(scaled(), C.items)
print([f(2) for f in [lambda v, k=k: v * k for k in range(3)]])
print([a if a else "zero" for a in range(2)], [*(n for n in "ab")], {**{"a": 1}, "b": 2})
print([[j for j in range(i)] for i in range(3)], dict(zip("ab", (i for i in [1, 2]))))
try:
    [n / 0 for n in [1]]
except ZeroDivisionError as error:
    print(error)
try:
    k
except NameError as error:
    print("NameError:", error)
