import functools


def shout(func):
    @functools.wraps(func)
    def wrapper(*args, **kwargs):
        return func(*args, **kwargs).upper() + "!"

    return wrapper


def repeat(times):
    def decorate(func):
        def wrapper(*args):
            return [func(*args) for _ in range(times)]

        return wrapper

    return decorate


@repeat(2)
@shout
def greet(name):
    """Say hello."""
    return "hello " + name


@shout
def documented():
    """Keeps its name."""
    return "x"


print(greet("ada"))
print(documented.__name__, documented.__doc__, documented.__wrapped__())
calls = []


@functools.lru_cache(maxsize=None)
def fib(n):
    calls.append(n)
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(30), len(calls))
print(fib.cache_info())
print(functools.reduce(lambda a, b: a * b, range(1, 6)), functools.reduce(max, [3, 9, 2], 5))
add = functools.partial(int.__add__, 5)
print(add(3), functools.partial(sorted, reverse=True)([1, 3, 2]))


class counted:
    def __init__(self, func):
        self.func, self.count = func, 0

    def __call__(self, *args):
        self.count += 1
        return self.func(*args)


@counted
def square(x):
    return x * x


print(square(3), square(4), square.count)
