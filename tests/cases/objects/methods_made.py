"""types.MethodType makes methods."""

import types

for args in [(), (1,), (len, None), (1, 2), (len, [1])]:
    try:
        print(types.MethodType(*args)())
    except TypeError as error:
        print(error)
try:
    types.MethodType(len, [1], x=2)
except TypeError as error:
    print(error)


class Counter:
    count = 0


def add(self, n):
    self.count += n
    return self.count


counter = Counter()
counter.add = types.MethodType(add, counter)
print(counter.add(2), counter.add(3), counter.add.__self__ is counter)
