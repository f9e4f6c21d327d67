# What special methods may be, besides functions.


class Call:
    def __init__(self, name):
        self.name = name

    def __call__(self, *args):
        return f"{self.name}{args[1:] if args and isinstance(args[0], Many) else args}"


class Many:
    __call__ = Call("call")
    __getattr__ = Call("getattr")
    __getitem__ = staticmethod(lambda key: f"item {key}")
    __len__ = classmethod(lambda cls: len(cls.__name__))
    __contains__ = staticmethod(lambda item: item == 3)
    __enter__ = classmethod(lambda cls: cls.__name__)
    __exit__ = staticmethod(lambda *args: print("exit", args))
    __iter__ = staticmethod(lambda: iter("xy"))
    __str__ = staticmethod(lambda: "str")
    __format__ = classmethod(lambda cls, spec: f"{cls.__name__} as {spec!r}")
    __hash__ = staticmethod(lambda: 7)
    __eq__ = staticmethod(lambda other: other == "many")
    __add__ = Call("add")


many = Many()
print(many(1, 2), many.other, many["k"], len(many), 3 in many, 4 in many)
with many as given:
    print(given)
print(list(many), many, f"{many:>3}", hash(many), many == "many", many == 1, many + 1)


class AttrDict(dict):
    __getattr__ = dict.__getitem__
    __setattr__ = dict.__setitem__
    __delattr__ = dict.__delitem__


box = AttrDict(a=1)
box.b = 2
print(box, box.a, vars(box))
del box.a
print(box)
try:
    del box.zzz
except KeyError as error:
    print("KeyError", error)
setattr(box, "c", 3)
delattr(box, "b")
print(box)


class Static:
    __call__ = staticmethod(lambda *args: args)


print(Static()(1, 2))


class Nothing:
    __contains__ = None
    __len__ = None
    __call__ = None
    __getitem__ = None
    __bool__ = None
    __reversed__ = None
    __format__ = None
    __enter__ = None
    __exit__ = None

    def __iter__(self):
        return iter("abc")


def enter():
    with Nothing():
        pass


nothing = Nothing()
for action in (
    lambda: "a" in nothing,
    lambda: "a" not in nothing,
    lambda: len(nothing),
    lambda: nothing(),
    lambda: nothing[1],
    lambda: bool(nothing),
    lambda: reversed(nothing),
    lambda: f"{nothing}",
    enter,
):
    try:
        print(action())
    except TypeError as error:
        print(error)
print(callable(nothing), list(nothing))


class ByIndex:
    def __getitem__(self, index):
        return [1, 2, 3][index]


try:
    reversed(ByIndex())
except TypeError as error:
    print(error)


class Model:
    @classmethod
    @property
    def table(cls):
        return cls.__name__.lower()


print(Model.table, Model().table)


class Meta(type):
    __call__ = Call("made")
    __len__ = staticmethod(lambda: 5)

    def __str__(cls):
        return "the " + cls.__name__

    def __delattr__(cls, name):
        print("del", name)


class Made(metaclass=Meta):
    pass


print(Made(1), len(Made), str(Made), Made, f"{Made} {Made!r}")
del Made.anything
