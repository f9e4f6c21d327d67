import enum
import warnings

warnings.simplefilter("ignore")


class Choice(str, enum.Enum):
    RED = "red"
    GREEN = enum.auto()


class Mixed(enum.Enum):
    A = 5
    B = 1
    C = enum.auto()
    D = "d"
    E = enum.auto()


print(list(Choice), list(Mixed))
