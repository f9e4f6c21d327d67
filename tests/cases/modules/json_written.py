# What JSON looks like, whoever writes it: with lines, without, of classes, of what can't be written.
import enum
import json


class Level(enum.IntEnum):
    LOW = 1


class Text(str):
    pass


class Items(list):
    pass


class Sets(json.JSONEncoder):
    def default(self, o):
        return sorted(o) if isinstance(o, set) else super().default(o)


plain = {
    "a": [1, -5, 2**70, True, False, None, 1.5, -0.0, 1e300, 1e-07, 1e16],
    "texts": ["", "é\n\"\\/", "\x00\x1f\x7f", "😀", "plain"],
    1: (), 2.5: {}, None: [[]], True: [{"x": [1, {"y": ()}]}],
}
del plain["a"][2]
for options in (
    {}, {"indent": 2}, {"indent": 0}, {"indent": "\t"}, {"ensure_ascii": False}, {"separators": (",", ":")},
    {"indent": 1, "separators": (";", "=")},
):
    print(json.dumps(plain, **options))
gone = {number: number for number in range(5)}
del gone[0], gone[3]
print(json.dumps(gone))
for value in (float("nan"), [float("-inf")], {1, 2}, Level.LOW, {"a": Level.LOW}, [Text("x")], Items([1]), {(1, 2): 3}, b"x"):
    try:
        print(json.dumps(value), json.dumps([value], indent=1))
    except TypeError as error:
        print(type(error).__name__, error)
print(json.dumps({"b": {3, 1}, "a": [{2}]}, cls=Sets, indent=1), json.dumps({"b": 1, "a": 2}, sort_keys=True))
print(json.dumps({(1,): 2, "b": 1}, skipkeys=True))
circle = []
circle.append({"again": circle})
try:
    json.dumps(circle)
except ValueError as error:
    print(error)
twice = [1]
print(json.dumps([twice, twice, {"x": twice}]))
deep = []
for _ in range(300):
    deep = [deep]
print(json.dumps(deep) == "[" * 301 + "]" * 301)
