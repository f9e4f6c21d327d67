# Large dicts are copied as small ones are.
large = {n: n for n in range(50_000)}
other = {n: -n for n in range(49_990, 50_010)}
both = large | other
print(len(both), both[3], both[49_995], list(both)[-3:])
print(list((other | large).items())[:3], len(other | large))
copy = dict(large)
copy[0] = 'copied'
print(large[0], copy[0], copy.copy() == copy, list(copy) == list(large), len(dict(large, a=1, b=2)))
small = {'a': 1}
print(small.update(large), len(small), list(small)[:2])
small |= large
print(len(small), {**large, 'x': 1}['x'], dict(**{str(n): n for n in range(5)}))


class Own(dict):
    pass


own = Own(large)
same = own
own |= other
print(type(own).__name__, own is same, len(own), own.update(large), own[49_995])


class Key:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return self.n % 10

    def __eq__(self, other):
        return isinstance(other, Key) and self.n == other.n


keyed = {Key(n): n for n in range(20)}
mixed = {**large, **keyed, **large}
mixed.update(keyed)
target = {Key(n): 'old' for n in range(5)}
target.update(mixed)
print(len(mixed), len(target), target[Key(3)], target[49_999])
for n in range(0, 50_000, 2):
    del large[n]
print(len(large.copy()), list(dict(large))[:3])
