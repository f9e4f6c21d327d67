import itertools

print(next(itertools.product(range(20000), range(20000), []), "none"))
print(len(list(itertools.product([0], repeat=1500))[0]))
print(list(itertools.product("ab", [1, 2, 3], "xy")))
print(list(itertools.product()), list(itertools.product([1], [])), list(itertools.product("ab")))
