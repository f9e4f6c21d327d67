class Point:
    """A point in the plane."""

    dimension = 2

    def __init__(self, x, y=0):
        self.x = x
        self.y = y

    def moved(self, dx, dy):
        return Point(self.x + dx, self.y + dy)

    def __repr__(self):
        return f"Point({self.x!r}, {self.y!r})"


p = Point(1, y=2)
q = p.moved(3, 4)
print(p, q, [p, q], {"p": p}, (q,))
print(p.dimension, Point.dimension, Point.__doc__, Point.__name__)
p.dimension = 3
print(p.dimension, q.dimension, p.__dict__, vars(q))
move = p.moved
print(move(1, 1), Point.moved(p, 2, 2))
print(hasattr(p, "x"), hasattr(p, "z"), getattr(p, "z", "none"), type(p) is Point)
setattr(p, "z", 9)
print(p.z)
del p.z
try:
    p.z
except AttributeError as error:
    print("AttributeError:", error)
delattr(p, "y")
print(isinstance(p, Point), issubclass(Point, object), isinstance(3, (str, int)), callable(Point))


class Empty:
    pass


print(str(Empty()).startswith("<__main__.Empty object at 0x"), Empty, type(Empty))
