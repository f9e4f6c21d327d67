# What needs more memory than there is says so where it is asked for, and can be caught.
from itertools import count, islice


def attempt(what, call):
    try:
        result = call()
    except (MemoryError, ValueError, OverflowError) as error:
        print(what, type(error).__name__)
    else:
        print(what, result)


attempt('list', lambda: list(range(10**11)))
attempt('tuple', lambda: tuple(range(10**11)))
attempt('extend', lambda: [].extend(range(10**12)))
attempt('display', lambda: [*range(10**12)])
attempt('sorted', lambda: sorted(range(10**12)))
attempt('repeat', lambda: [0] * 10**12)
attempt('repeat tuple', lambda: (0,) * 10**12)
attempt('islice', lambda: list(islice(count(), 10**30)))
attempt('islice start', lambda: list(islice(count(), 10**30, None)))
attempt('islice step', lambda: list(islice(count(), 0, 5, 10**30)))
attempt('islice short', lambda: list(islice([1, 2, 3], 0, 10**18)))
attempt('still here', lambda: len(list(range(200_000))))
attempt('tuple of many', lambda: len(tuple(range(200_000))))
items = [1]
items += range(100_000)
items.extend({n: n for n in range(100_000)})
print(len(items), items[0], items[100_000], items[-1])
for what, call in (
    ('center', lambda: 'a'.center(10**12)),
    ('ljust', lambda: 'a'.ljust(10**12)),
    ('zfill', lambda: 'a'.zfill(10**12)),
    ('bytes center', lambda: b'a'.center(10**12)),
    ('negative', lambda: ('a'.center(-5), [1] * -5, b'a'.ljust(-1), 'a\tb'.expandtabs(-1))),
):
    attempt(what, call)
