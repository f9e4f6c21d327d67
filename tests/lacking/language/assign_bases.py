class One:
    pass


class Other:
    pass


class Derived(One):
    pass


Derived.__bases__ = (Other,)
print(Derived.__mro__[1].__name__)
