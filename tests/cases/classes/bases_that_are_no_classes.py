"""A base that is no class: what it is of is asked to make one."""
import math


class Plain:
    pass


class Takes:
    def __init__(self, name, bases, namespace):
        self.made = name, len(bases), sorted(key for key in namespace if not key.startswith("__"))


def tell(base, *more):
    try:
        class Made(base, *more):
            x = 1
        print(type(Made).__name__, getattr(Made, "made", None))
    except Exception as error:
        print(type(error).__name__, error)


tell(Plain())
tell(Takes(1, (), {}))
tell(math)
tell(5)
tell("text")
tell([1])
tell(Plain, 5)
tell(5, Plain)
tell(object())
for attribute in ("__name__", "__qualname__"):
    try:
        setattr(Plain, attribute, 5)
    except TypeError as error:
        print(error)
Plain.__name__, Plain.__qualname__ = "Other", "Some.Other"
print(Plain.__name__, Plain.__qualname__)
for thing in (Plain(), 5, [], (x for x in ""), len, object()):
    for value in (int, 5):
        try:
            thing.__class__ = value
        except TypeError as error:
            print(error)
    try:
        del thing.__class__
    except TypeError as error:
        print(error)
    try:
        thing.__doc__ = "x"
        print("set")
    except AttributeError as error:
        print(error)


class Slots:
    __slots__ = ("s",)


print(type(Slots.s).__name__, Slots.s.__name__)
for call in (lambda: Slots.s + 1, lambda: Slots.s.nope, lambda: Slots().s):
    try:
        call()
    except (TypeError, AttributeError) as error:
        print(error)
