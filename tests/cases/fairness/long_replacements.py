# Replacing in long texts, and sets made of long iterables that are no lists.
text = 'ab,c\u263a' * 30_000
for old, new in (('ab', 'x'), (',', ''), ('\u263a', 'yes'), ('ab,c\u263aab', '-'), ('nothing', 'x'), ('c', 'c')):
    for count in (-1, 0, 1, 25_000, 1_000_000):
        replaced = text.replace(old, new, count)
        print(len(replaced), replaced[:9], replaced[-9:], hash(replaced) == hash(replaced[:1] + replaced[1:]), end=' ')
    print()
print(len(text.replace('', '-')), len(('a' * 100_000).replace('aa', 'b')), ('a' * 70_001).replace('aa', 'b')[-2:])
numbers = {n * 37 % 100_003 for n in range(50_000)}


def shown(items):
    items = list(items)
    return len(items), hash(tuple(items))


mapping = {n: -n for n in range(0, 80_000, 2)}
for other in (range(40_000), mapping.keys(), mapping, tuple(range(45_000)), mapping.values()):
    print(shown(numbers.union(other)), shown(numbers.intersection(other)), shown(numbers.difference(other)))
    print(shown(numbers.symmetric_difference(other)), numbers.isdisjoint(other), numbers.issubset(other))
    copy = set(numbers)
    copy.update(other)
    copy.difference_update(mapping.keys())
    copy.symmetric_difference_update(other)
    print(shown(copy), shown(copy.intersection(other, numbers)), shown(copy.union(other, numbers)))
items = mapping.items()
print(len(list(items)), list(items)[-1], len(items & items), len(items | {(1, 1)}), (2, -2) in items - {(4, -4)}, items == items)
print(mapping.keys() == set(mapping), mapping.keys() <= numbers, len(mapping.keys() ^ numbers), len(mapping.keys() - numbers))


class Many:
    pass


for n in range(3_000):
    setattr(Many, f'name{n * 7919 % 3_000}', n)
names = [name for name in dir(Many) if name.startswith('name')]
print(names == sorted(names), len(names), names[:3], [name for name in dir(Many()) if name.startswith('name')] == names)
