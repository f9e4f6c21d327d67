"""Dictionaries of weak values: what has ended is gone from them, and filling them takes no longer the fuller they are."""

import weakref


class Value:
    pass


values = weakref.WeakValueDictionary()
kept = [Value() for _ in range(5000)]
for number, value in enumerate(kept):
    values[number] = value
del value
print(len(values), len(values.data))
del kept[1000:]
print(len(values), len(values.data), 999 in values, 1000 in values)
values[0] = kept[1]
del kept[0]
print(values[0] is kept[0], len(values))
del values[0]
print(len(values), values.get(0, "nothing"))
