from dataclasses import asdict, astuple, dataclass, field, replace


@dataclass
class Book:
    title: str
    pages: int = 100
    tags: list = field(default_factory=list)

    def thick(self):
        return self.pages > 300


@dataclass(frozen=True, order=True)
class Version:
    major: int
    minor: int = 0


@dataclass
class Square:
    side: float
    area: float = field(init=False, repr=False, compare=False)

    def __post_init__(self):
        self.area = self.side**2


book = Book("Emma", tags=["novel"])
print(book, book == Book("Emma", 100, ["novel"]), book.thick(), Book("x").tags)
print(asdict(book), astuple(Version(1, 2)), replace(book, pages=500).thick())
print(Version(1, 2) < Version(1, 10), sorted([Version(2), Version(1, 5)]), len({Version(1), Version(1, 0)}))
try:
    Version(1).major = 2
except AttributeError as error:
    print(type(error).__name__, error)
try:
    Book()
except TypeError as error:
    print("TypeError:", error)
print(Square(3), Square(3).area)


@dataclass
class Novel(Book):
    author: str = "unknown"


print(Novel("Persuasion", 249, author="Austen"))
