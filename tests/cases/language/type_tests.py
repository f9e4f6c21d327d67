print(
    type(1), type("s"), type([]), type(print), type(lambda: 0), type(len), type(type), type(None), type(1.0)
)
print(
    isinstance(1, int),
    isinstance(True, int),
    isinstance(1, (str, float)),
    isinstance([], list | tuple),
    isinstance(None, type(None)),
)
print(
    issubclass(bool, int),
    issubclass(KeyError, LookupError),
    issubclass(ZeroDivisionError, ArithmeticError),
    issubclass(OSError, Exception),
)
print(
    callable(print),
    callable(5),
    callable(int),
    hasattr([], "append"),
    getattr("x", "upper")(),
    str.upper("y"),
    list.append,
)
print(
    bool(""),
    bool(" "),
    bool(0.0),
    bool([0]),
    bool(None),
    bool(object()),
    int(),
    str(),
    list(),
    dict(),
    float(),
    tuple(),
    bool(),
)
print(
    [t.__name__ for t in (KeyError, TimeoutError, StopIteration)],
    TimeoutError.__mro__[1].__name__,
    IOError is OSError,
)
print(
    [] is [],
    None is None,
    type(5) == int,
    (1).__class__,
    "s".__class__.__name__,
    int.__name__,
    type("X", (), {}).__name__,
)
for wrong in (
    lambda: isinstance(1, 5),
    lambda: issubclass(1, int),
    lambda: "5" + 5,
    lambda: 5 + "5",
    lambda: [] < {},
    lambda: None + 1,
):
    try:
        wrong()
    except TypeError as error:
        print("TypeError:", error)
nothing, one = None, 1
for wrong in (
    lambda: -"a",
    lambda: nothing[0],
    lambda: one[0],
    lambda: nothing(),
    lambda: {} | 1,
    lambda: 1 in 5,
    lambda: "a" in 5,
    lambda: 1 in "a",
):
    try:
        wrong()
    except TypeError as error:
        print("TypeError:", error)
