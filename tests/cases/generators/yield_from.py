def inner():
    try:
        received = yield "inner 1"
        print("inner received", received)
        yield "inner 2"
    except KeyError as error:
        print("inner caught", error)
        yield "recovered"
    return "inner result"


def outer():
    result = yield from inner()
    print("outer got", result)
    yield from [1, 2]
    yield from (x for x in "ab")
    return "outer result"


gen = outer()
print(next(gen), gen.send("hi"))
print(list(gen))
gen = outer()
next(gen)
print(gen.throw(KeyError("k")))
print(list(gen))


def flatten(items):
    for item in items:
        if isinstance(item, list):
            yield from flatten(item)
        else:
            yield item


print(list(flatten([1, [2, [3, [4]], 5], []])))


def walk(tree):
    if tree:
        left, value, right = tree
        yield from walk(left)
        yield value
        yield from walk(right)


print(list(walk(((None, 1, None), 2, ((None, 3, None), 4, None)))))
