import sys


def hanoi(n, a="A", b="B", c="C"):
    if n == 0:
        return 0
    return hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a)


def is_even(n):
    return n == 0 or is_odd(n - 1)


def is_odd(n):
    return n != 0 and is_even(n - 1)


def endless(n):
    return endless(n + 1)


print(hanoi(8), is_even(100), is_odd(100))
try:
    endless(0)
except RecursionError as error:
    print("RecursionError:", error)
print(sys.getrecursionlimit())


def depth(n):
    try:
        return depth(n + 1)
    except RecursionError:
        return n > 500


print(depth(0))
