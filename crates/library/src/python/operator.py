"""The operators as functions."""

from builtins import abs as _abs
from builtins import pow as _pow


def abs(a, /):
    return _abs(a)


def add(a, b, /):
    return a + b


def and_(a, b, /):
    return a & b


def call(obj, /, *args, **keywords):
    return obj(*args, **keywords)


def concat(a, b, /):
    _check_concatenation(a, b)
    return a + b


def _check_concatenation(a, b):
    if not (isinstance(a, (str, bytes, list, tuple)) or _is_sequence(a) and _is_sequence(b)):
        raise TypeError(f"'{type(a).__name__}' object can't be concatenated")


def _is_sequence(value):
    return hasattr(type(value), "__getitem__") and not isinstance(value, dict)


def _iterate(value):
    try:
        return iter(value)
    except TypeError:
        raise TypeError(f"argument of type '{type(value).__name__}' is not iterable") from None


def contains(a, b, /):
    return b in a


def countOf(a, b, /):
    return sum(1 for item in _iterate(a) if item is b or item == b)


def delitem(a, b, /):
    del a[b]


def eq(a, b, /):
    return a == b


def floordiv(a, b, /):
    return a // b


def ge(a, b, /):
    return a >= b


def getitem(a, b, /):
    return a[b]


def gt(a, b, /):
    return a > b


def index(a, /):
    if not hasattr(type(a), "__index__"):
        raise TypeError(f"'{type(a).__name__}' object cannot be interpreted as an integer")
    result = a.__index__()
    if not isinstance(result, int):
        raise TypeError(f"__index__ returned non-int (type {type(result).__name__})")
    return result


def indexOf(a, b, /):
    for at, item in enumerate(_iterate(a)):
        if item is b or item == b:
            return at
    raise ValueError("sequence.index(x): x not in sequence")


def inv(a, /):
    return ~a


invert = inv


def is_(a, b, /):
    return a is b


def is_not(a, b, /):
    return a is not b


def le(a, b, /):
    return a <= b


def length_hint(obj, default=0, /):
    if not isinstance(default, int):
        raise TypeError(f"'{type(default).__name__}' object cannot be interpreted as an integer")
    if hasattr(type(obj), "__len__"):
        return len(obj)
    hint = getattr(type(obj), "__length_hint__", None)
    if hint is None:
        return default
    try:
        value = hint(obj)
    except TypeError:
        return default
    if value is NotImplemented:
        return default
    if not isinstance(value, int):
        raise TypeError(f"__length_hint__ must be an integer, not {type(value).__name__}")
    if value < 0:
        raise ValueError("__length_hint__() should return >= 0")
    return value


def lshift(a, b, /):
    return a << b


def lt(a, b, /):
    return a < b


def matmul(a, b, /):
    return a @ b


def mod(a, b, /):
    return a % b


def mul(a, b, /):
    return a * b


def ne(a, b, /):
    return a != b


def neg(a, /):
    return -a


def not_(a, /):
    return not a


def or_(a, b, /):
    return a | b


def pos(a, /):
    return +a


def pow(a, b, /):
    return _pow(a, b)


def rshift(a, b, /):
    return a >> b


def setitem(a, b, c, /):
    a[b] = c


def sub(a, b, /):
    return a - b


def truediv(a, b, /):
    return a / b


def truth(a, /):
    return bool(a)


def xor(a, b, /):
    return a ^ b


def iadd(a, b, /):
    a += b
    return a


def iand(a, b, /):
    a &= b
    return a


def iconcat(a, b, /):
    _check_concatenation(a, b)
    a += b
    return a


def ifloordiv(a, b, /):
    a //= b
    return a


def ilshift(a, b, /):
    a <<= b
    return a


def imatmul(a, b, /):
    a @= b
    return a


def imod(a, b, /):
    a %= b
    return a


def imul(a, b, /):
    a *= b
    return a


def ior(a, b, /):
    a |= b
    return a


def ipow(a, b, /):
    a **= b
    return a


def irshift(a, b, /):
    a >>= b
    return a


def isub(a, b, /):
    a -= b
    return a


def itruediv(a, b, /):
    a /= b
    return a


def ixor(a, b, /):
    a ^= b
    return a


class attrgetter:
    __in_c__ = True

    def __init__(self, attr, *attrs):
        self._attrs = (attr, *attrs)
        for name in self._attrs:
            if not isinstance(name, str):
                raise TypeError("attribute name must be a string")
        self._paths = [name.split(".") for name in self._attrs]

    def __call__(self, obj):
        values = []
        for path in self._paths:
            value = obj
            for name in path:
                value = getattr(value, name)
            values.append(value)
        return values[0] if len(values) == 1 else tuple(values)

    def __repr__(self):
        return f"operator.attrgetter({', '.join(map(repr, self._attrs))})"


class itemgetter:
    __in_c__ = True

    def __init__(self, item, /, *items):
        self._items = (item, *items)

    def __call__(self, obj):
        if len(self._items) == 1:
            return obj[self._items[0]]
        return tuple([obj[item] for item in self._items])

    def __repr__(self):
        return f"operator.itemgetter({', '.join(map(repr, self._items))})"


class methodcaller:
    __in_c__ = True

    def __init__(self, name, /, *args, **keywords):
        if not isinstance(name, str):
            raise TypeError("method name must be a string")
        self._name = name
        self._args = args
        self._keywords = keywords

    def __call__(self, obj):
        return getattr(obj, self._name)(*self._args, **self._keywords)

    def __repr__(self):
        parts = [repr(self._name), *map(repr, self._args)]
        parts += [f"{key}={value!r}" for key, value in self._keywords.items()]
        return f"operator.methodcaller({', '.join(parts)})"
