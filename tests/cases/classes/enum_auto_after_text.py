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


class Numbered(str, enum.Enum):
    ONE = enum.auto()
    TWO = enum.auto()
    X = "x"


class Counted(float, enum.Enum):
    def _generate_next_value_(name, start, count, last_values):
        print(name, count, last_values)
        return len(last_values) + 1

    A = enum.auto()
    B = enum.auto()


print(list(Numbered), list(Counted))
print(list(Choice), list(Mixed))
