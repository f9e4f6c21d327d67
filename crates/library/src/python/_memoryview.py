"""The builtin `memoryview`, which comes when a program names it: numbers of so many bytes of another object, by their places in it."""

import builtins

_SIZES = {
    "c": 1, "b": 1, "B": 1, "?": 1, "h": 2, "H": 2, "i": 4, "I": 4, "l": 8, "L": 8, "q": 8, "Q": 8, "n": 8, "N": 8, "P": 8, "e": 2, "f": 4, "d": 8,
}


def _code(format):
    return _SIZES.get(format[1:] if format[:1] == "@" else format)


class memoryview:
    __module__, __in_c__ = "builtins", True
    __slots__ = ("_object", "_places", "_size", "_format", "_is_fixed", "__weakref__")

    ndim = 1
    suboffsets = ()

    def __init__(self, object):
        if isinstance(object, memoryview):
            object._check()
            self._object, self._places = object._object, object._places
            self._size, self._format, self._is_fixed = object._size, object._format, object._is_fixed
        elif isinstance(object, (bytes, bytearray)):
            self._object, self._places = object, range(len(object))
            self._size, self._format, self._is_fixed = 1, "B", isinstance(object, bytes)
        else:
            raise TypeError(f"memoryview: a bytes-like object is required, not {type(object).__name__!r}")

    def _check(self):
        if self._places is None:
            raise ValueError("operation forbidden on released memoryview object")

    def _at(self, places):
        view = memoryview(self)
        view._places = places
        return view

    def _place(self, index):
        self._check()
        try:
            return self._places[index]
        except IndexError:
            raise IndexError("index out of bounds on dimension 1") from None
        except TypeError:
            raise TypeError("memoryview: invalid slice key") from None

    def __len__(self):
        self._check()
        return len(self._places)

    def __getitem__(self, index):
        place = self._place(index)
        if isinstance(place, range):
            return self._at(place)
        if self._format == "B":
            return self._object[place]
        return _read(self._format, bytes(self._object[place:place + self._size]))

    def __setitem__(self, index, value):
        self._check()
        if self._is_fixed:
            raise TypeError("cannot modify read-only memory")
        place = self._place(index)
        if isinstance(place, range):
            if not isinstance(value, (bytes, bytearray, memoryview)):
                raise TypeError(f"a bytes-like object is required, not {type(value).__name__!r}")
            other = memoryview(value)
            if other._format != self._format or len(other) != len(place):
                raise ValueError("memoryview assignment: lvalue and rvalue have different structures")
            data, size = bytes(other), self._size
            for at, start in enumerate(place):
                self._object[start:start + size] = data[at * size:(at + 1) * size]
        else:
            self._object[place:place + self._size] = _written(self._format, value)

    def __delitem__(self, index):
        raise TypeError("cannot delete memory")

    def __bytes__(self):
        self._check()
        places, size = self._places, self._size
        if places.step == size:
            return bytes(self._object[places.start:places.start + len(places) * size])
        return b"".join([bytes(self._object[place:place + size]) for place in places])

    def tobytes(self, order=None):
        if order not in (None, "C", "F", "A"):
            raise ValueError("order must be 'C', 'F' or 'A'")
        return self.__bytes__()

    def __iter__(self):
        return iter(self.tolist())

    def __contains__(self, item):
        return item in self.tolist()

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, (bytes, bytearray, memoryview)):
            return NotImplemented
        if self._places is None:
            return False
        other = memoryview(other)
        if self._format == other._format == "B":
            return self.__bytes__() == bytes(other)
        return self.tolist() == other.tolist()

    def __hash__(self):
        self._check()
        if not self.readonly:
            raise ValueError("cannot hash writable memoryview object")
        if self._format not in ("B", "b", "c"):
            raise ValueError("memoryview: hashing is restricted to formats 'B', 'b' or 'c'")
        return hash(self.__bytes__())

    def __radd__(self, other):
        return other + self.__bytes__() if isinstance(other, bytes) else NotImplemented

    def __repr__(self):
        kind = "released memory" if self._places is None else "memory"
        return f"<{kind} at {id(self):#x}>"

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, *exc_info):
        self.release()

    def tolist(self):
        data, format, size = self.__bytes__(), self._format, self._size
        if format == "B":
            return list(data)
        return [_read(format, data[at:at + size]) for at in range(0, len(data), size)]

    def hex(self, *separators):
        return self.__bytes__().hex(*separators)

    def toreadonly(self):
        self._check()
        view = memoryview(self)
        view._is_fixed = True
        return view

    def release(self):
        self._places = None

    def cast(self, format, shape=None):
        self._check()
        if not isinstance(format, str):
            raise TypeError(f"cast() argument 'format' must be str, not {type(format).__name__}")
        if not self.contiguous:
            raise TypeError("memoryview: casts are restricted to C-contiguous views")
        size = _code(format)
        if size is None:
            raise ValueError(
                "memoryview: destination format must be a native single character format prefixed with an optional '@'"
            )
        if format not in ("B", "b", "c") and self._format not in ("B", "b", "c"):
            raise TypeError("memoryview: cannot cast between two non-byte formats")
        length = self.nbytes
        if length % size:
            raise TypeError("memoryview: length is not a multiple of itemsize")
        if shape is not None and not (len(shape) == 1 and shape[0] * size == length):
            if len(shape) == 1:
                raise TypeError("memoryview: product(shape) * itemsize != buffer size")
            raise NotImplementedError("Loopscope's memoryview has one dimension only")
        view = memoryview(self)
        start = self._places.start
        view._places, view._size, view._format = range(start, start + length, size), size, format
        return view

    @property
    def obj(self):
        self._check()
        return self._object

    @property
    def readonly(self):
        self._check()
        return self._is_fixed

    @property
    def format(self):
        self._check()
        return self._format

    @property
    def itemsize(self):
        self._check()
        return self._size

    @property
    def nbytes(self):
        return len(self) * self._size

    @property
    def shape(self):
        return (len(self),)

    @property
    def strides(self):
        self._check()
        return (self._places.step,)

    @property
    def contiguous(self):
        return self.strides == (self._size,) or len(self) < 2

    c_contiguous = f_contiguous = contiguous


def _read(format, data):
    from struct import unpack

    return unpack(format, data)[0]


def _written(format, value):
    letter = format[-1]
    if letter == "c":
        if not isinstance(value, bytes):
            raise TypeError("memoryview: invalid type for format 'c'")
        if len(value) != 1:
            raise ValueError("memoryview: invalid value for format 'c'")
        return value
    from struct import error, pack

    try:
        if letter not in "efd?" and not hasattr(type(value), "__index__"):
            raise TypeError
        return pack(format, value)
    except (TypeError, error) as wrong:
        if letter in "efd" or isinstance(wrong, TypeError):
            raise TypeError(f"memoryview: invalid type for format {format!r}") from None
        raise ValueError(f"memoryview: invalid value for format {format!r}") from None


builtins.memoryview = memoryview
