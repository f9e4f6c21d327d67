"""Sets of powers, which CPython's compiler works out beforehand."""
print({6, -10**20, 5, 255} | {2, 2})
print({10**20, 1, 2**64, 3}, {2**127, -2**127, 2**129, 0}, {2**3, 8, 1, 10**2})
print({-1**2, 1, (-1)**2, 7}, [x for x in {10**20, 3, 1, 2**70}])
