# What goes through many items gives the same as for few.
N = 50_000
numbers = list(range(N))
texts = [str(n) for n in numbers]
print(sum(numbers), sum(range(N)), sum(numbers, 0.5), sum([0.5] * N), sum(dict.fromkeys(numbers)))
print(max(numbers), min(numbers), max(texts), min(texts), max(range(N)), min(dict.fromkeys(texts)))
print(any([0] * N), all([1] * N), any(numbers), all(numbers), any([[]] * N + [[1]]), all({n: n for n in numbers}))


class Number:
    def __init__(self, n):
        self.n = n

    def __radd__(self, other):
        return other + self.n

    def __add__(self, other):
        return self.n + other

    def __lt__(self, other):
        return self.n < getattr(other, 'n', other)

    def __gt__(self, other):
        return self.n > getattr(other, 'n', other)

    def __bool__(self):
        return self.n > 0

    def __eq__(self, other):
        return self.n == getattr(other, 'n', other)

    def __hash__(self):
        return hash(self.n)

    def __repr__(self):
        return f'<{self.n}>'


own = numbers + [Number(N)]
print(sum(own), max(own), min(own), any([0] * N + [Number(1)]), all([1] * N + [Number(0)]))
for wrong in (lambda: sum(texts), lambda: max(numbers + ['a']), lambda: dict(numbers), lambda: dict.fromkeys([[]] * N)):
    try:
        wrong()
    except TypeError as error:
        print(error)
keys = dict.fromkeys(own + own, 1)
print(len(keys), list(keys)[-1], list(keys.items())[:2], len(dict.fromkeys(texts)))
pairs = dict(zip(texts, numbers))
print(len(pairs), pairs['777'], list(pairs)[-2:], len(dict(list(pairs.items()), x=1)), len(dict(zip(own, own))))
try:
    dict([(1, 2)] * N + [(1, 2, 3)])
except ValueError as error:
    print(error)
print(len(set(own)), len(set(zip(numbers, texts))), len(frozenset(range(N))))
print(numbers == list(range(N)), numbers != list(range(N)), numbers < numbers + [1], numbers >= own, tuple(numbers) == tuple(own))
other = list(numbers)
other[-1] = -1
print(numbers == other, numbers != other, numbers < other, numbers > other, [numbers] == [other], [numbers] != [numbers[:]])
mapping = {n: str(n) for n in numbers}
copy = dict(mapping)
print(mapping == copy, mapping != copy, {1: mapping} == {1: copy})
copy[5] = Number(5)
print(mapping == copy, mapping != copy, own == numbers + [N], own < numbers + [N + 1])
try:
    numbers < [str(n) if n == N - 1 else n for n in numbers]
except TypeError as error:
    print(error)


def known(text):
    return len(text), text[:30], text[-30:]


print(known(repr(numbers)), known(str(tuple(numbers))), known(repr(mapping)), known(repr(set(numbers))))
print(known(f'{numbers}'), known(f'{frozenset(numbers)!r}'), known('%s' % numbers), known('{}'.format(numbers)))
print(known(repr([numbers, 1])), known(ascii(['\u263a'] * N)), known(repr(own)), known(repr(mapping.items())))
numbers.append(numbers)
print(known(repr(numbers)), known(repr({1: numbers})))
mapping['self'] = mapping
print(known(repr(mapping)), known(str({'in': [mapping]})))


class Own(list):
    pass


print(known(repr(Own(texts))), type(Own(texts) + texts).__name__)
extended = Own()
same = extended
extended += range(2 * N)
print(type(extended).__name__, same is extended, len(extended))
