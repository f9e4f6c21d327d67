# One uncaught error of a long line: the caret line under it.
values = [1, 2, 3]


def total(numbers, factor):
    return sum(numbers) * factor


print(total(values, 2), "and", total(values, 3) / (total(values, 1) - 6), "in the end")
