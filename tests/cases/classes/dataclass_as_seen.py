# What a data class says of itself, and defaults that are not plain values.
import inspect
from dataclasses import InitVar, dataclass, field, fields


@dataclass
class Job:
    name: str
    n: int = 3
    tags: list = field(default_factory=list)
    seed: InitVar[int] = 0
    hidden: int = field(default=1, init=False)


print(Job.__doc__)
print(inspect.signature(Job))
print(inspect.signature(Job.__init__))
print(inspect.signature(Job("a").__init__))
print(list(inspect.signature(Job).parameters))


@dataclass(slots=True, frozen=True, kw_only=True)
class Point:
    x: float
    y: float = 0.0


print(Point.__doc__, inspect.signature(Point.__init__))


@dataclass
class Told:
    "A docstring of its own."
    x: int


class Untold(Told):
    pass


print(Told.__doc__, Untold.__doc__, inspect.signature(Untold))


@dataclass
class Empty:
    pass


print(Empty.__doc__)


class Whole:
    def __init__(self, *, default):
        self._default = default

    def __set_name__(self, owner, name):
        self._name = "_" + name

    def __get__(self, instance, owner):
        return self._default if instance is None else getattr(instance, self._name, self._default)

    def __set__(self, instance, value):
        setattr(instance, self._name, int(value))


@dataclass
class Item:
    quantity: int = Whole(default=100)


print(Item(), Item(2.5), Item(quantity=7).quantity, fields(Item)[0].default, vars(Item(4.2)))


class Base:
    size = 5


@dataclass
class Derived(Base):
    size: int
    name: str = "n"


@dataclass
class Again(Derived):
    name: str


print(Derived(), Again(), Again(1, "m"))
