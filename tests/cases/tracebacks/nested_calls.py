def first(x):
    return second(x, [1, 2, 3])


def second(x, items):
    total = 0
    for item in items:
        total += third(
            item,
            x,
        )
    return total


def third(a, b):
    return a + b["key"]


print("before")
first(1)
