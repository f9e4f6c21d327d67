# Long lists are sorted as short ones are: stable, in both directions, and given back when they have no order.
numbers = [(n * 7919) % 100_003 for n in range(20_000)]
print(sorted(numbers) == sorted(numbers, key=lambda n: n), sorted(numbers)[:3], sorted(numbers, reverse=True)[:3])
texts = [str(n) for n in numbers]
texts.sort()
print(texts[:3], texts[-3:], all(a <= b for a, b in zip(texts, texts[1:])))
pairs = [(n % 5, -at) for at, n in enumerate(numbers)]
by_first = sorted(pairs, key=lambda pair: pair[0])
print(all(a[0] < b[0] or a[1] > b[1] for a, b in zip(by_first, by_first[1:])))
backwards = sorted(pairs, key=lambda pair: pair[0], reverse=True)
print(all(a[0] > b[0] or a[1] > b[1] for a, b in zip(backwards, backwards[1:])))
mixed = numbers[:10_000] + ['x']
try:
    mixed.sort()
except TypeError as error:
    print(error, len(mixed))
floats = [n / 3 for n in numbers] + numbers
floats.sort()
print(floats[0], floats[-1], all(a <= b for a, b in zip(floats, floats[1:])))
sorted_before = list(range(10_000)) + list(range(5_000))
sorted_before.sort()
print(sorted_before[:6], sorted_before[-2:])


class Key:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        return self.n < other.n


print([key.n for key in sorted([Key(n) for n in numbers[:3_000]])][:5])
