from enum import Enum, Flag, IntEnum, auto


class Colour(Enum):
    RED = 1
    GREEN = 2
    CRIMSON = 1

    def shout(self):
        return self.name + "!"


class Level(IntEnum):
    LOW = auto()
    HIGH = auto()


class Permission(Flag):
    READ = auto()
    WRITE = auto()


print(Colour.RED, repr(Colour.GREEN), Colour.RED.value, Colour.GREEN.name)
print(Colour(2), Colour["RED"], Colour.CRIMSON is Colour.RED, list(Colour), len(Colour))
print(Colour.RED == 1, Colour.RED.shout(), isinstance(Colour.RED, Colour), Colour.RED in Colour)
print(Level.HIGH > Level.LOW, Level.HIGH + 1, f"{Level.LOW}", sorted(Level, reverse=True))
both = Permission.READ | Permission.WRITE
print(Permission.READ in both, bool(both & Permission.WRITE), both.value)
print({Colour.RED: "stop"}[Colour(1)])
try:
    Colour(9)
except ValueError as error:
    print("ValueError:", error)
try:
    Colour.RED = 5
except AttributeError as error:
    print("AttributeError")
try:
    Colour["BLUE"]
except KeyError as error:
    print("KeyError:", error)
