"""pprint: widths, depths, compact, long texts, containers of every kind, what is in itself."""
from collections import ChainMap, Counter, OrderedDict, UserDict, UserList, defaultdict, deque, namedtuple
from dataclasses import dataclass, field
from pprint import PrettyPrinter, isreadable, isrecursive, pformat, pp, pprint, saferepr
from types import MappingProxyType, SimpleNamespace

pprint(list(range(40)), width=40, compact=True)
pprint([[1, 2, [3, 4]] * 6, ("a", "b") * 9], width=30, compact=True, indent=3)
pprint({"l": [1], "s": {1}, "t": (2,), "d": {"e": {}}, "n": []}, depth=1)
pprint({"a": {"b": {"c": {"d": 1}}}, "l": [[[[1]]]]}, depth=3, width=20)
pprint({"long": "word " * 30, "n": 1})
pprint("word " * 30, width=50)
pprint(["one line\nanother line\n" * 3], width=30)
pprint([b"abc" * 40], width=60)
pprint(bytearray(b"0123456789" * 10), width=40)
pprint(OrderedDict([("a", 1), ("b", "x" * 70)]))
pprint(defaultdict(int, {n: "x" * 20 for n in range(5)}))
pprint(Counter({f"word{n:02}" * 3: n for n in range(6)}))
pprint(ChainMap({"a": "x" * 50}, {"b": "y" * 40}))
pprint(deque(range(30), maxlen=40))
pprint(UserDict({n: "x" * 30 for n in range(3)}))
pprint(UserList(["x" * 30] * 3))
pprint(MappingProxyType({n: "x" * 30 for n in range(3)}))
pprint(SimpleNamespace(a=1, b="x" * 70))
pprint(frozenset(range(30)), width=50)
pprint({1, "a", 2.5}, width=5)
pprint({"b": 1, 2: "mixed", (): None})
pp({"b": 1, "a": [2]})
pprint(123456789, underscore_numbers=True)


@dataclass
class Point:
    name: str
    values: list = field(default_factory=list)
    hidden: int = field(default=1, repr=False)


pprint(Point("q" * 60, [Point("a"), Point("b" * 70)]))


@dataclass
class Own:
    name: str

    def __repr__(self):
        return f"Own<{self.name}>"


pprint([Own("x" * 90), Own("y")])
Pair = namedtuple("Pair", "left right")
pprint(Pair("x" * 50, "y" * 50))
loop = [1]
loop.append(loop)
print(saferepr(loop).split(" with id")[0], isreadable(loop), isrecursive(loop), isreadable([print]), isreadable({"a": (1,)}))
print(PrettyPrinter(indent=4, width=20, sort_dicts=False).pformat({"zz": [1, 2, 3], "aa": "long enough"}))
for options in ({"indent": -1}, {"depth": 0}, {"width": 0}):
    try:
        pformat(1, **options)
    except ValueError as error:
        print(error)
