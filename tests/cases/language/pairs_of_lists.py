"""Two lists of constants for two names, which are swapped on the stack and not packed."""

a, b = [1, 2, 3], [4, 5, 6]
print(a, b)


def pair():
    x, y = [1], ["a", "b", "c"]
    x, y = y, [*x, 2, 3]
    return x, y


print(pair(), *[1, 2, 3], *[4], **{"sep": "-"})
a[0], b[1] = [7, 8, 9], [0, 0, 0]
print(a, b)
