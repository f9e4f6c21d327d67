# Large sets are filled as small ones are, and have the same order.
numbers = [(n * 7919) % 100_003 for n in range(60_000)]
whole = set(numbers)
one_by_one = set()
for n in numbers:
    one_by_one.add(n)
print(len(whole), list(whole)[:5] == list(one_by_one)[:5], list(whole) == list(one_by_one), whole == one_by_one)
print(len(frozenset(numbers + numbers)), len({*numbers, -1}), set(range(50_000)) <= set(range(50_001)))
grown = {-1}
grown.update(numbers)
print(len(grown), grown - whole)


class Key:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return self.n

    def __eq__(self, other):
        return isinstance(other, Key) and self.n == other.n


keys = [Key(n % 40_000) for n in range(41_000)]
print(len(set(numbers[:40_000] + keys)), len(frozenset(keys)))
try:
    set(numbers + [[]])
except TypeError as error:
    print(error)
print('ab cd'.title(), "they're x1y".title(), 'aBC dE'.capitalize(), 'aBc1'.swapcase(), ''.title() == ''.capitalize() == '')
