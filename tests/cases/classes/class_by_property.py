"""`isinstance` believes what `__class__` says."""


class Asked:
    pass


class Derived(Asked):
    pass


class Pretends:
    def __init__(self, pretended):
        self.pretended = pretended

    @property
    def __class__(self):
        return self.pretended


for pretended in (Asked, Derived, int, "not a class"):
    value = Pretends(pretended)
    print(pretended, isinstance(value, Asked), isinstance(value, (str, Derived)), isinstance(value, int | str))
    print(isinstance(value, Pretends), type(value) is Pretends, value.__class__)
    print(issubclass(type(value), Asked))
