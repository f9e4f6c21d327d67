def count(limit):
    number = 0
    while number < limit:
        received = yield number
        if received:
            number = received
        number += 1


def both():
    yield from count(2)
    try:
        yield "last"
    finally:
        print("closed")


for item in both():
    print(item)
numbers = count(10)
print(next(numbers))
print(numbers.send(5))
numbers.close()
half = both()
print(next(half))
half.close()
halves = [
    n / 2
    for n in count(3)
    if n
]
print(halves, sum(n for n in halves), {n: n for n in halves})


def throws():
    while True:
        try:
            yield
        except ValueError as error:
            print(error)
            return


thrown = throws()
next(thrown)
try:
    thrown.throw(ValueError("in"))
except StopIteration:
    print("stopped")
