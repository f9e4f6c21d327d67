"""Plain code: two million additions in a loop."""

import time


def add():
    total = 0
    for i in range(2_000_000):
        total += i
    return total


start = time.perf_counter()
result = add()
elapsed = time.perf_counter() - start
assert result == 1999999000000
print(f"{elapsed * 1000:.1f} ms")
