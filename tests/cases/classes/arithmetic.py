class Vector:
    def __init__(self, *parts):
        self.parts = parts

    def __repr__(self):
        return f"Vector{self.parts}"

    def __add__(self, other):
        if not isinstance(other, Vector):
            return NotImplemented
        return Vector(*(a + b for a, b in zip(self.parts, other.parts)))

    def __mul__(self, factor):
        return Vector(*(a * factor for a in self.parts))

    __rmul__ = __mul__

    def __rsub__(self, other):
        return f"{other} - {self}"

    def __neg__(self):
        return self * -1

    def __matmul__(self, other):
        return sum(a * b for a, b in zip(self.parts, other.parts))

    def __iadd__(self, other):
        print("in place")
        return self + other

    def __truediv__(self, other):
        return ("truediv", other)

    def __rpow__(self, base):
        return ("rpow", base)

    def __divmod__(self, other):
        return "divmod"

    def __abs__(self):
        return sum(a * a for a in self.parts) ** 0.5

    def __bool__(self):
        return any(self.parts)

    def __index__(self):
        return len(self.parts)


v, w = Vector(1, 2), Vector(3, 4)
print(v + w, v * 3, 3 * v, 10 - v, -v, v @ w)
v += w
print(v, v / 2, 2**v, divmod(v, 1), abs(w), bool(Vector(0, 0)), not v)
print("abc"[Vector(1)], range(v)[-1])
for bad in (lambda: v + 1, lambda: 1 + v, lambda: v - 1, lambda: v % 2, lambda: ~v, lambda: v < w):
    try:
        bad()
    except TypeError as error:
        print("TypeError:", error)
