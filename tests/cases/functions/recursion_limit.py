# sys.setrecursionlimit() moves the limit.
import sys


def show(function, *args):
    try:
        print(function(*args))
    except (RecursionError, ValueError, TypeError, OverflowError) as error:
        print(type(error).__name__, str(error).split(' at ')[0])


def depth():
    count = 0

    def go():
        nonlocal count
        count += 1
        go()

    try:
        go()
    except RecursionError:
        return count


def sum_to(number):
    return number + sum_to(number - 1) if number else 0


print(sys.getrecursionlimit(), 900 < depth() < 1000)
sys.setrecursionlimit(200)
print(sys.getrecursionlimit(), 150 < depth() < 200)
sys.setrecursionlimit(6000)
print(sys.getrecursionlimit(), 5900 < depth() < 6000, sum_to(5000))
for limit in (0, -1, 'a', 1.5, 10**30, 1):
    show(sys.setrecursionlimit, limit)
print(sys.getrecursionlimit())
