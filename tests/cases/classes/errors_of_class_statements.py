# What class statements complain about.
import traceback


def attempt(make):
    try:
        made = make()
    except Exception as error:
        print(type(error).__name__, error, "from", repr(error.__cause__))
    else:
        print(made)


class A:
    pass


class S:
    __slots__ = ("s",)


class T:
    __slots__ = ("t",)


class U(S):
    __slots__ = ("u",)


def twice():
    class X(A, A):
        pass


def two_slots():
    class X(S, T):
        pass


def one_of_them_empty():
    class X(S, A):
        __slots__ = ()

    return X().__dict__


def derived_slots():
    class X(U, S):
        pass

    return [each.__name__ for each in X.__mro__]


def of_int():
    class X(int):
        __slots__ = ("a",)


def of_tuple():
    class X(tuple):
        __slots__ = ["a"]


def empty_of_int():
    class X(int):
        __slots__ = ()

    return X(5)


def bad_name():
    class X:
        __slots__ = "a b"


def no_name():
    class X:
        __slots__ = ("a", 5)


def with_value():
    class X:
        __slots__ = ("a",)
        a = 1


def dict_twice():
    class X(A):
        __slots__ = ("__dict__",)


def with_dict():
    class X:
        __slots__ = ("a", "__dict__")

    x = X()
    x.a, x.b = 1, 2
    return x.__dict__


for make in (
    twice, two_slots, one_of_them_empty, derived_slots, of_int, of_tuple, empty_of_int, bad_name, no_name, with_value,
    dict_twice, with_dict,
):
    attempt(make)

attempt(lambda: type("X", (5,), {}))
attempt(lambda: type("X", 5, {}))
attempt(lambda: type("X", (), 5))
attempt(lambda: type(5, (), {}))


class Descriptor:
    def __init__(self, error):
        self.error = error

    def __set_name__(self, owner, name):
        raise self.error


def failing():
    class X:
        good = 1
        bad = Descriptor(ValueError("no such name"))


attempt(failing)
try:
    failing()
except RuntimeError:
    text = traceback.format_exc()
    print(text.count("Traceback"), "The above exception was the direct cause" in text)
print(hasattr(A.__dict__, "update"), hasattr(A.__dict__, "pop"), hasattr(A.__dict__, "get"))
try:
    A.__dict__.update(a=1)
except AttributeError as error:
    print(error)
