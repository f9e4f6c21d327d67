"""The builtin `memoryview`, which comes when a program names it: bytes of another object, by their places in it."""

import builtins


class memoryview:
    __module__, __in_c__ = "builtins", True
    __slots__ = ("_object", "_places", "__weakref__")

    itemsize = ndim = 1
    format = "B"
    suboffsets = ()

    def __init__(self, object):
        if isinstance(object, memoryview):
            object._check()
            self._object, self._places = object._object, object._places
        elif isinstance(object, (bytes, bytearray)):
            self._object, self._places = object, range(len(object))
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
        return self._at(place) if isinstance(place, range) else self._object[place]

    def __setitem__(self, index, value):
        self._check()
        if self.readonly:
            raise TypeError("cannot modify read-only memory")
        place = self._place(index)
        if isinstance(place, range):
            if not isinstance(value, (bytes, bytearray, memoryview)):
                raise TypeError(f"a bytes-like object is required, not {type(value).__name__!r}")
            if len(value) != len(place):
                raise ValueError("memoryview assignment: lvalue and rvalue have different structures")
            for at, byte in zip(place, bytes(value)):
                self._object[at] = byte
        else:
            if not hasattr(type(value), "__index__"):
                raise TypeError("memoryview: invalid type for format 'B'")
            if not 0 <= value < 256:
                raise ValueError("memoryview: invalid value for format 'B'")
            self._object[place] = value

    def __delitem__(self, index):
        raise TypeError("cannot delete memory")

    def __bytes__(self):
        self._check()
        places = self._places
        if places.step == 1:
            return bytes(self._object[places.start:places.stop])
        return bytes([self._object[place] for place in places])

    tobytes = lambda self, order=None: self.__bytes__()

    def __iter__(self):
        return iter(self.__bytes__())

    def __contains__(self, item):
        return item in list(self)

    def __eq__(self, other):
        if self is other:
            return True
        if isinstance(other, (bytes, bytearray, memoryview)):
            return self.__bytes__() == bytes(other)
        return NotImplemented

    def __hash__(self):
        self._check()
        if not self.readonly:
            raise ValueError("cannot hash writable memoryview object")
        return hash(self.__bytes__())

    def __radd__(self, other):
        if isinstance(other, (bytes, bytearray)):
            return other + self.__bytes__()
        return NotImplemented

    def __repr__(self):
        kind = "released memory" if self._places is None else "memory"
        return f"<{kind} at {id(self):#x}>"

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, *exc_info):
        self.release()

    def tolist(self):
        return list(self)

    def hex(self, *separators):
        return self.__bytes__().hex(*separators)

    def toreadonly(self):
        if self.readonly:
            return memoryview(self)
        raise NotImplementedError("Loopscope's memoryview does not have toreadonly() of a bytearray")

    def release(self):
        self._places = None

    def cast(self, format, shape=None):
        self._check()
        if format != "B" or shape is not None:
            raise NotImplementedError("Loopscope's memoryview has single bytes only")
        return memoryview(self)

    @property
    def obj(self):
        self._check()
        return self._object

    @property
    def readonly(self):
        self._check()
        return isinstance(self._object, bytes)

    @property
    def nbytes(self):
        return len(self)

    @property
    def shape(self):
        return (len(self),)

    @property
    def strides(self):
        self._check()
        return (self._places.step,)

    @property
    def contiguous(self):
        return self.strides == (1,) or len(self) < 2

    c_contiguous = f_contiguous = contiguous


builtins.memoryview = memoryview
