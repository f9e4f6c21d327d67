def count(n):
    print("started")
    i = 0
    while i < n:
        yield i
        i += 1
    print("finishing")
    return "the end"


gen = count(2)
print("created")
print(next(gen), next(gen))
try:
    next(gen)
except StopIteration as stop:
    print("value:", stop.value)
print(next(gen, "default"), list(count(1)))


def fibonacci():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


import itertools

print(list(itertools.islice(fibonacci(), 10)))
print(sum(x * x for x in range(5)), max(len(w) for w in ("a", "bbb")))
a, b, *rest = (c for c in "abcde")
print(a, b, rest, "".join(sorted(c for c in "hello")))
print(type(gen).__name__, iter(gen) is gen)
