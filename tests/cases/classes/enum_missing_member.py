import enum


class Color(enum.Enum):
    RED = 1


try:
    Color.GREEN
except AttributeError as error:
    print(error, repr(error.__context__), error.__cause__, error.__suppress_context__)
