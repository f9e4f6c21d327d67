# Small integers hash to themselves, so the order of a set of them is the same everywhere.
print({0, 8, 1, 9, 16}, {10, 3, 7, 1}, {100, 2, 50}, {-1, -2, 0}, set(range(20, 10, -1)))
s = set()
for n in (33, 1, 17, 5, 65, 2):
    s.add(n)
print(s, [n for n in s], {n * n for n in range(8)})
s.discard(1)
s.add(129)
print(s, list(s) == [n for n in s], s == {2, 5, 17, 33, 65, 129})
