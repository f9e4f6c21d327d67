"""Calls of functions: fib(24), naively."""

import time


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


start = time.perf_counter()
result = fib(24)
elapsed = time.perf_counter() - start
assert result == 46368
print(f"{elapsed * 1000:.2f} ms")
