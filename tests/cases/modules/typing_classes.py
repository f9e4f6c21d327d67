"""Protocols, typed dicts, named tuples and generic classes."""
from typing import *

T, K, P, Ts = TypeVar("T"), TypeVar("K"), ParamSpec("P"), TypeVarTuple("Ts")


def tell(label, function):
    try:
        result = function()
    except Exception as error:
        print(label, "!", type(error).__name__, error)
    else:
        print(label, "=", repr(result) if " at 0x" not in repr(result) else "")


class Plain(Protocol):
    x: int

    def m(self): ...


@runtime_checkable
class Checked(Protocol):
    def m(self): ...


@runtime_checkable
class WithData(Protocol):
    x: int


class Has:
    def m(self): pass


class Derived(Checked):
    pass


tell("isinstance", lambda: (isinstance(Has(), Checked), isinstance(1, Checked), issubclass(Has, Checked), isinstance(Has(), WithData)))
tell("not checkable", lambda: isinstance(1, Plain))
tell("not made", lambda: Plain())
tell("data", lambda: issubclass(int, WithData))
tell("derived", lambda: (Derived().m(), [c.__name__ for c in Derived.__mro__]))


class Movie(TypedDict):
    name: str
    year: int


class More(Movie, total=False):
    extra: NotRequired[int]
    needed: Required[str]
    maybe: "list[int]"


tell("typed dict", lambda: (Movie(name="x", year=1), Movie.__annotations__, Movie.__total__, Movie.__bases__, Movie.__name__))
tell("keys", lambda: [sorted(keys) for keys in (More.__required_keys__, More.__optional_keys__)])
tell("annotations", lambda: More.__annotations__)
tell("instance", lambda: isinstance({}, Movie))
tell("by call", lambda: (TypedDict("D", {"x": int, "in": str}).__annotations__, TypedDict("D", [("x", int)], total=False).__optional_keys__))


class Point(NamedTuple):
    x: int
    y: str = "d"

    def m(self):
        return self.x


tell("named tuple", lambda: (Point(1), Point(3).m(), Point._fields, Point._field_defaults, Point.__annotations__, Point(1)._replace(x=2)))
for args in ((), (1, 2, 3)):
    tell(args, lambda: Point(*args))
tell("make", lambda: Point._make([1, 2, 3]))


class Box(Generic[T, K]):
    a: T


class Sub(Box[int, T]):
    pass


class Of(Generic[P]):
    pass


class Many(Generic[T, *Ts]):
    pass


tell("generic", lambda: (Box[int, str], Box[T, int][str], Box.__parameters__, Box.__orig_bases__, Box[int, int]().__orig_class__))
tell("few", lambda: Box[int])
tell("many", lambda: Box[int, str, int])
tell("sub", lambda: (Sub[str], Sub.__parameters__, Sub.__bases__))
tell("of", lambda: (Of[int, str], Of[[int, str]], Of[...]))
tell("many", lambda: (Many[int, str, float], Many[int], tuple[*Ts], tuple[int, *tuple[str, ...]]))
tell("isinstance", lambda: isinstance(Box(), Box[int, int]))


Name = NewType("Name", int)
tell("new type", lambda: (Name, Name(5), Name.__supertype__, Name.__name__, int | Name))


def function(a: int, b: "str" = "x", *c: T, d: Optional[int] = None, **e: "List[int]") -> "Box": pass


class Annotations:
    a: Annotated[int, "meta"]
    b: ClassVar[int] = 1
    n: None
    f: "dict[str, 'Annotations']"
    g: List["Annotations"]


class Inherits(Annotations):
    z: "Annotations"


class Wrong:
    c: "Undefined"


for thing in (function, Box, Movie, Point, Annotations, Inherits, Wrong, 5, int, len):
    tell("hints", lambda: get_type_hints(thing))
tell("extras", lambda: get_type_hints(Annotations, include_extras=True))
tell("args", lambda: [get_args(each) for each in (Annotated[int, 1], Callable[[int], str], Literal[1], Dict[str, int], int, list[T])])
tell("origin", lambda: [get_origin(each) for each in (Callable[[int], str], Literal[1], Dict[str, int], int, Union[int, str], int | str)])
tell("parts", lambda: (P.args, P.kwargs, P.args == P.args))
