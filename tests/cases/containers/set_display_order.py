# The order of sets of numbers, which is that of CPython's hash table.
print({11, 3, 15}, {19, 3, 8, 0}, set([11, 3, 15]), frozenset((11, 3, 15)))
print((lambda: {11, 3, 15})())
a, b, c = 11, 3, 15
print({a, b, c}, {a, 3, 15}, {*(11, 3, 15)}, {11, 3, 15, *()})
print({1, 16, 32, 48, 2}, {-1, -2, 7, -9, 100, 33}, {5, 5, 13, 21})
print({1, True, 1.0, 9}, {2.5, 10, 18, 0.5}, {1e300, 8, 16}, {0.0, -0.0, 8, 16})
print({64, 0, 128, 8, 16, 24, 32, 40, 48, 56, 1})
print({10**6, 10**7, 10**8, 10**9}, {2**52, 2**51, 7})
for _ in range(2):
    s = {40, 8, 0}
    s.add(16)
    print(s, len(s))
