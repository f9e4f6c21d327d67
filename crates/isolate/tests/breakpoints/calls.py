"""The module's text."""

import functools


def twice(function):
    """A decorator."""

    @functools.wraps(function)
    def wrapper(*args):
        return function(
            function(*args),
        )

    return wrapper


def again(function):
    return function


@twice
@again
def double(
    number,
    by=2,
):
    return number * by


print(double(3))
square = lambda number: number ** 2
print(square(3))
print(
    sorted(
        [3, 1, 2],
        key=lambda number:
            -number,
    )
)


class Point:
    """A class's text."""

    dimensions = 2

    def __init__(self, x, y):
        self.x, self.y = x, y

    @property
    def sum(self):
        return self.x + \
            self.y

    @staticmethod
    def origin(): return Point(0, 0)


print(Point(1, 2).sum, Point.origin().sum)


def outer():
    total = 0

    def inner(number):
        nonlocal total
        total += number

    inner(1)
    inner(2)
    return total


print(outer())
assert outer() == 3
x: int = 3
del x
