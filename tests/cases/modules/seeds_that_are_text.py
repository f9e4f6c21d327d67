"""A generator's seed may be text; operator.index."""

import operator
import random

for s in ('text', b'bytes', bytearray(b'x'), '', 'é'):
    random.seed(s)
    print(random.random(), random.randrange(100), random.sample(range(9), 3))
print(random.Random('a').random())


class I:

    def __index__(self):
        return 4


class J:

    def __index__(self):
        return '4'


for v in (3, True, I(), J(), 1.0, 'x', None):
    try:
        print(operator.index(v))
    except TypeError as e:
        print(e)
