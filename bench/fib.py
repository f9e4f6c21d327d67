"""Calls of functions: fib(24), naively."""


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def run():
    assert fib(24) == 46368


run()
