from functools import total_ordering


@total_ordering
class Version:
    def __init__(self, text):
        self.parts = tuple(int(p) for p in text.split("."))

    def __eq__(self, other):
        if not isinstance(other, Version):
            return NotImplemented
        return self.parts == other.parts

    def __lt__(self, other):
        return self.parts < other.parts

    def __hash__(self):
        return hash(self.parts)

    def __repr__(self):
        return "v" + ".".join(map(str, self.parts))


a, b, c = Version("1.2"), Version("1.10"), Version("1.2")
print(a == c, a is c, a != b, a < b, a >= c, a > b, a == "1.2", "1.2" != a)
print(sorted([b, a, Version("0.9")]), max(a, b), len({a, b, c}), a in [b, c])


class NoHash:
    def __eq__(self, other):
        return True


try:
    {NoHash(): 1}
except TypeError as error:
    print("TypeError:", error)


class Loud:
    def __gt__(self, other):
        return "reflected gt"


print(5 < Loud())
try:
    Loud() < 5
except TypeError as error:
    print("TypeError:", error)
print(1 < 2 < 3, 1 < 3 < 2, 1 == 1.0 == True, (1, 2) < (1, 3), [1] < [1, 0], "a" < "b")
