def everything(a, b=2, *args, c, d=4, **kwargs):
    return a, b, args, c, d, kwargs


def positional_only(a, b=10, /, c=20):
    return a, b, c


def collect(*args, **kwargs):
    return args, kwargs


print(everything(1, c=3))
print(everything(1, 20, 30, 40, c=3, e=5, f=6))
print(positional_only(1), positional_only(1, 2, c=3))
print(collect(*range(3), *"ab", **{"x": 1}, y=2))
print(collect(*[], **{}))


def remember(item, seen=[]):
    seen.append(item)
    return seen


print(remember(1), remember(2), remember("other", []))
print(everything.__defaults__, everything.__kwdefaults__, everything.__name__)
numbers = {"a": 1, "c": 2}
print(everything(**numbers))
