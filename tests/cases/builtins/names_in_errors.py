"""Who is named when the arguments of a function in C don't fit."""
values = [5, 1.5, "abc", b"abc", [1, 2], (1, 2), {"a": 1}, {1}, frozenset({1}), range(3), slice(1, 2), True, property()]


def tell(function, *args, **keywords):
    try:
        return repr(function(*args, **keywords))
    except Exception as error:
        return f"{type(error).__name__}: {error}"


for value in values:
    kind = type(value)
    for name in dir(kind):
        if name in ("__class__", "__init_subclass__", "__subclasshook__", "__new__", "__init__", "__doc__", "__hash__",
                    "__sizeof__", "__reduce__", "__reduce_ex__", "__getstate__", "__getformat__", "__dir__", "__delete__"):
            continue
        method = getattr(kind, name)
        if not callable(method) or name in ("format", "maketrans", "__repr__", "__str__", "__getnewargs__", "translate", "sort", "__bool__", "__bytes__", "__rmod__"):
            continue
        print(kind.__name__, name, "|", tell(method, value, x=1), "|", tell(method, value, 1, 2, 3, 4, 5, 6))

import math

for function in (len, abs, chr, ord, repr, id, hash, callable, bin, hex, oct, iter, next, isinstance, issubclass, divmod, hasattr,
                 getattr, setattr, delattr, format, math.sin, math.atan2, math.gcd, math.floor, math.hypot, math.isnan, math.log2,
                 math.factorial, math.comb, math.ldexp, math.modf):
    print(function.__name__, function.__module__, "|", tell(function, x=1), "|", tell(function, 1, 2, 3, 4, 5))
for method in ("a".join, [].append, {}.get, int.from_bytes, dict.fromkeys, (5).bit_length):
    print(method.__name__, method.__qualname__, method.__module__)
print(str.join.__qualname__, hasattr(str.join, "__module__"), repr(str.join), repr(len), repr(math.sin))
