def numbers():
    yield 1
    yield int("two")


def total(items):
    result = 0
    for item in items:
        print("got", item)
        result += item
    return result


total(numbers())
