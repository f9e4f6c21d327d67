def check(value):
    if "a" is None:
        return 1
    if 5 is not None and value is None:
        return 2
    return 3


print(check(1), check(None))
