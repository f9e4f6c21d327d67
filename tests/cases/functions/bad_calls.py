def two(a, b):
    pass


def keyword(a, *, key, other=1):
    pass


def three(a, b, c, d=4):
    pass


def positional(a, /):
    pass


def none():
    pass


class Thing:
    def method(self, x):
        pass


number, text = 5, "text"
calls = [
    lambda: two(),
    lambda: two(1),
    lambda: two(1, 2, 3),
    lambda: two(1, 2, a=3),
    lambda: two(1, c=3),
    lambda: keyword(1),
    lambda: keyword(1, 2, key=3),
    lambda: three(),
    lambda: three(1, 2, 3, 4, 5),
    lambda: positional(a=1),
    lambda: none(1),
    lambda: Thing().method(),
    lambda: Thing(1),
    lambda: two(*[1], **{"b": 2, "z": 3}),
    lambda: two(**{"a": 1}, a=2),
    lambda: two(*5),
    lambda: two(**5),
    lambda: number(),
    lambda: text(1),
    lambda: len(),
    lambda: len(1, 2),
    lambda: len(5),
    lambda: int("12", base=99),
]
for call in calls:
    try:
        call()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
