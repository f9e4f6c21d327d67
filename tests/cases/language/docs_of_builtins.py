print(len.__doc__)
print(b"abc".__doc__ is None, {None}.__doc__ is None, None.__doc__, (1).__doc__ == int.__doc__, [].__doc__)
print(print.__doc__)
print(ValueError.__doc__, KeyError("a").__doc__)
print(dict.__doc__)
print(type.__doc__, object.__doc__, range(3).__doc__)


class Plain:
    pass


class Text(str):
    "A text."


class Number(int):
    pass


print(Plain.__doc__, Plain().__doc__, Text().__doc__, Number.__doc__, Number(3).__doc__)
Plain.__doc__ = "set"
print(Plain.__doc__, Plain().__doc__)
print(sorted.__doc__)
