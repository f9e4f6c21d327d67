# Operations on large sets give what they give for small ones, in the same order.
def shown(items):
    items = list(items)
    return len(items), hash(tuple(items))


N = 50_000
numbers = list(range(0, 7 * N, 7))
a = {n * n % 1_000_003 for n in range(N)}
b = {n * 3 % 1_000_003 for n in range(N)}
small = {1, 4, 9, 5_000_000}
for name, first, second in (('ab', a, b), ('a small', a, small), ('small a', small, a), ('aa', a, a), ('empty', a, set())):
    print(name, shown(first | second), shown(first & second), shown(first - second), shown(first ^ second))
    print(first <= second, first < second, first >= second, first > second, first == second, first != second)
    print(first.isdisjoint(second), first.issubset(second), first.issuperset(second))
    for operation in ('update', 'intersection_update', 'difference_update', 'symmetric_difference_update'):
        copy = first.copy()
        print(operation, getattr(copy, operation)(second), shown(copy))
print(shown(a.union(numbers)), shown(a.intersection(numbers)), shown(a.difference(numbers)))
print(shown(a.symmetric_difference(numbers)), shown(a.symmetric_difference(numbers + numbers)))
print(shown(a.union(b, numbers)), shown(a.difference(b, numbers)), shown(a.intersection(b, numbers)))
print(shown(a | dict.fromkeys(numbers).keys()), shown(a.intersection(dict.fromkeys(numbers))))
print(shown(a.difference(dict.fromkeys(numbers))), shown(a.symmetric_difference(dict.fromkeys(numbers))))
print(a.issubset(numbers), a.issubset(list(a) + numbers), a.issuperset(numbers), a.isdisjoint(numbers))
print(a.isdisjoint(range(-N, 0)), a.issuperset(list(a)[:40_000]))
copy = set(a)
copy |= copy
copy &= copy
print(copy == a, shown(copy))
copy ^= copy
print(copy)
copy = set(a)
copy -= copy
print(copy, frozenset(a) == a, type(frozenset(a) | b), type(a | frozenset(b)))


class Own(set):
    pass


own = Own(a)
same = own
own |= b
own &= a
own -= small
own ^= b
print(type(own).__name__, same is own, shown(own))


class Key:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return hash(self.n)

    def __eq__(self, other):
        return self.n == getattr(other, 'n', None)


keys = {Key(n) for n in range(20_000)}
others = {Key(n) for n in range(10_000, 30_000)}
print(len(keys | others), len(keys & others), len(keys - others), len(keys ^ others))
print(keys.isdisjoint(others), keys <= others, keys == {Key(n) for n in range(20_000)})
keys ^= others
print(len(keys), min(key.n for key in keys), Key(10_000) in keys)
try:
    a.union(numbers + [[]])
except TypeError as error:
    print(error)
few = set([33, 1, 65, 2, 97])
print(few | few, few & few, few - few, few ^ few, few.union(few, few))
few |= few
print(few)
few &= few
print(few)
