s = {3, 1, 2, 3}
s.add(5)
s.discard(9)
s.remove(1)
print(s, len(s), 2 in s, {1, 2} | {2, 3}, {1, 2} & {2, 3}, {1, 2} - {2}, {1, 2} ^ {2, 3})
print({1, 2} <= {1, 2, 3}, {1} < {1}, {1, 2}.isdisjoint({3}), {1, 2}.issubset([1, 2]), {1}.union([2], (3,)))
print(set("a"), set(), frozenset([2, 1]), {frozenset({1}): "key"}, set(range(10)))
print(set([5, 4, 3, 2, 1]), {True, 1, 1.0}, {1, 2, 3} == {3, 2, 1})
s |= {7, 8}
s -= {2}
s &= {3, 7, 8}
s ^= {8, 9}
print(sorted(s), s == {9, 3, 7}, sorted(s, reverse=True), sum(s), min(s))
s.update([1], {2})
s.intersection_update({1, 2, 3})
print(s, s.copy() is s, {x // 2 for x in range(6)}, s.pop() in (1, 2, 3), len(s))
for bad in (
    lambda: {1}.remove(2),
    lambda: {[1]},
    lambda: set().pop(),
    lambda: {1} | [2],
    lambda: frozenset().add(1),
    lambda: s[0],
):
    try:
        bad()
    except (KeyError, TypeError, AttributeError) as error:
        print(type(error).__name__, error)
