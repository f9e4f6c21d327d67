from dataclasses import dataclass


@dataclass
class Point:
    x: int
    y: int


class Colour:
    RED = "red"


def describe(value):
    match value:
        case None:
            return "nothing"
        case True | False:
            return f"bool {value}"
        case int(n) if n < 0:
            return f"negative {n}"
        case 0 | 1 as small:
            return f"small {small}"
        case int():
            return "int"
        case "a" | "b":
            return "letter"
        case Colour.RED:
            return "dotted name"
        case str(text):
            return f"text {text}"
        case []:
            return "empty sequence"
        case [x]:
            return f"one {x}"
        case [first, *rest, "end"]:
            return f"{first} ... {rest} end"
        case (x, y):
            return f"pair {x} {y}"
        case [_, _, *_]:
            return "longer"
        case {"type": "circle", "r": r}:
            return f"circle {r}"
        case {"name": str(name), **rest}:
            return f"named {name} {rest}"
        case Point(0, y):
            return f"on the y axis at {y}"
        case Point(x=px, y=py):
            return f"point {px} {py}"
        case float():
            return "number"
        case _:
            return "something else"


for value in (
    None,
    True,
    -5,
    1,
    7,
    "b",
    "red",
    "zzz",
    [],
    [1],
    [1, 2, 3, "end"],
    (1, 2),
    [1, 2, 3],
    {"type": "circle", "r": 3},
    {"name": "n", "k": 1},
    {},
    Point(0, 4),
    Point(1, 2),
    1.5,
    {1, 2},
):
    print(describe(value))
