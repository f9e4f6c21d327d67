t = 1, "two", 3.0
print(t, t[0], t[-1], t[1:], len(t), t + (4,), t * 2, 1 in t, t.index(3.0), t.count(1), (), (1,))
a, b = b_, a_ = 10, 20
print(a, b, b_, a_)
a, b = b, a
first, *middle, last = range(6)
(x, (y, z)), *w = (1, (2, 3)), 4, 5
[p, q] = "ab"
*init, end = "xyz"
print(a, b, first, middle, last, x, y, z, w, p, q, init, end)
for i, (name, value) in enumerate({"k": 1}.items()):
    print(i, name, value)
head, *empty = [1]
print(head, empty, (1, 2) < (1, 2, 0), hash((1, 2)) == hash((1, 2)), tuple("ab"), {(0, 0): "origin"}[0, 0])
a = b = []
a.append(1)
print(b, (lambda *args: args)(1, 2), max((1, 9), (2, 0)), sorted([(2, "a"), (1, "b")]))
i = 0
values = [5, 6]
i, values[i] = 1, "changed"
print(i, values)


def two(items):
    a, b = items


def three(items):
    (a, b), c = items


def some(items):
    a, *b, c = items


for unpack, items in ((two, (1, 2, 3)), (two, [1]), (two, 5), (three, ("xyz", 1)), (some, (1,)), (two, None)):
    try:
        unpack(items)
    except (ValueError, TypeError, IndexError) as error:
        print(type(error).__name__, error)
try:
    t[0] = 5
except TypeError as error:
    print("TypeError", error)
