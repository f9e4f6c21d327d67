"""inspect.signature of partials, data classes and what gives its own; make_dataclass; statistics of fractions."""
import functools
import inspect
import statistics
from dataclasses import dataclass, field, make_dataclass
from decimal import Decimal
from fractions import Fraction


def f(a, b, /, c=1, *args, d, **more) -> int:
    pass


print(inspect.signature(functools.partial(f, 1)), inspect.signature(functools.partial(f, 1, 2, 3)))
print(inspect.signature(functools.partial(f, 1, c=5)), inspect.signature(functools.partial(f, d=2)))
print(inspect.signature(f).parameters)


@dataclass
class Job:
    name: str
    n: int = 3
    tags: list = field(default_factory=list)
    key: bool = field(default=True, kw_only=True)
    hidden: int = field(default=0, init=False)


print(inspect.signature(Job))


class Given:
    __signature__ = inspect.Signature([inspect.Parameter("name", inspect.Parameter.KEYWORD_ONLY)])

    def __init__(self, **options):
        pass


print(inspect.signature(Given))
for names in (["1x"], ["class"], ["a", "a"], [5], [("a", int, 1, 2)]):
    try:
        print(make_dataclass("Made", names))
    except TypeError as error:
        print(error)
print(make_dataclass("Made", ["a", ("b", int), ("c", int, 5)])(1, 2))
for data in ([Decimal("1.5"), Decimal("2")], [Fraction(1, 2), Fraction(1, 3)], [Fraction(1, 2), 2]):
    print(repr(statistics.mean(data)), repr(statistics.variance(data)), repr(statistics.pvariance(data)))
    print(repr(statistics.median(data)))
print(repr(statistics.stdev([Decimal(1), Decimal(2), Decimal(4)])))
