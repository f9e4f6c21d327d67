# bytearray: a list of numbers that asks bytes for everything but its changes.

class bytearray:
    __module__ = 'builtins'
    __qualname__ = 'bytearray'
    __hash__ = None

    def __init__(self, source=b'', encoding=None, errors='strict'):
        if isinstance(source, str):
            if encoding is None:
                raise TypeError('string argument without an encoding')
            source = source.encode(encoding, errors)
        elif encoding is not None:
            raise TypeError('encoding without a string argument')
        elif isinstance(source, float) or source is None:
            raise TypeError(f"cannot convert '{type(source).__name__}' object to bytearray")
        elif isinstance(source, (list, tuple)):
            self._items = [_byte(item) for item in source]
            return
        self._items = list(bytes(source))

    def __bytes__(self):
        return bytes(self._items)

    def __repr__(self):
        return f'{type(self).__name__}({bytes(self._items)!r})'

    def __len__(self):
        return len(self._items)

    def __iter__(self):
        return iter(self._items)

    def __getitem__(self, index):
        if isinstance(index, slice):
            return bytearray(self._items[index])
        try:
            return self._items[_byte_index(index)]
        except IndexError:
            raise IndexError('bytearray index out of range') from None

    def __setitem__(self, index, value):
        if isinstance(index, slice):
            self._items[index] = bytes(value)
            return
        value = _byte(value)
        try:
            self._items[_byte_index(index)] = value
        except IndexError:
            raise IndexError('bytearray index out of range') from None

    def __delitem__(self, index):
        if not isinstance(index, slice):
            index = _byte_index(index)
        try:
            del self._items[index]
        except IndexError:
            raise IndexError('bytearray index out of range') from None

    def __contains__(self, item):
        return _plain_bytes(item) in bytes(self._items)

    def __eq__(self, other):
        if not _has_bytes(other):
            return NotImplemented
        return bytes(self._items) == _plain_bytes(other)

    def __lt__(self, other):
        return bytes(self._items).__lt__(_plain_bytes(other))

    def __le__(self, other):
        return bytes(self._items).__le__(_plain_bytes(other))

    def __gt__(self, other):
        return bytes(self._items).__gt__(_plain_bytes(other))

    def __ge__(self, other):
        return bytes(self._items).__ge__(_plain_bytes(other))

    def __add__(self, other):
        if not _has_bytes(other):
            raise TypeError(f"can't concat {type(other).__name__} to bytearray")
        return bytearray(bytes(self._items) + _plain_bytes(other))

    def __radd__(self, other):
        return other + bytes(self._items) if isinstance(other, bytes) else NotImplemented

    def __iadd__(self, other):
        if not _has_bytes(other):
            raise TypeError(f"can't concat {type(other).__name__} to bytearray")
        self._items.extend(list(_plain_bytes(other)))
        return self

    def __mul__(self, count):
        return bytearray(bytes(self._items) * count)

    __rmul__ = __mul__

    def __imul__(self, count):
        self._items *= count
        return self

    def __mod__(self, values):
        return bytearray(bytes(self._items) % values)

    def append(self, item):
        self._items.append(_byte(item))

    def extend(self, iterable):
        self._items.extend([_byte(item) for item in iterable])

    def insert(self, index, item):
        self._items.insert(index, _byte(item))

    def pop(self, index=-1):
        if not self._items:
            raise IndexError('pop from empty bytearray')
        try:
            return self._items.pop(index)
        except IndexError:
            raise IndexError('pop index out of range') from None

    def remove(self, item):
        try:
            self._items.remove(_byte(item))
        except ValueError:
            raise ValueError('value not found in bytearray') from None

    def reverse(self):
        self._items.reverse()

    def clear(self):
        self._items.clear()

    def copy(self):
        return bytearray(self._items)

    def __getattr__(self, name):
        method = getattr(bytes(self._items), name, None)
        if method is None or name.startswith('_'):
            raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")

        def call(*args, **keywords):
            return _as_bytearray(method(*[_plain_bytes(arg) for arg in args], **keywords))
        return call

    @classmethod
    def fromhex(cls, text):
        return cls(bytes.fromhex(text))


def _byte(value):
    number = _as_index(value)
    if not 0 <= number < 256:
        raise ValueError('byte must be in range(0, 256)')
    return number


def _byte_index(index):
    if not isinstance(index, int) and _lookup(type(index), '__index__') is None:
        raise TypeError(f'bytearray indices must be integers or slices, not {type(index).__name__}')
    return _as_index(index)


def _has_bytes(value):
    kind = type(value)
    return isinstance(value, (bytes, bytearray)) or (kind.__name__ == 'memoryview' and kind.__module__ == 'builtins')


def _plain_bytes(value):
    return bytes(value) if _has_bytes(value) else value


def _as_bytearray(value):
    if isinstance(value, bytes):
        return bytearray(value)
    if isinstance(value, (list, tuple)):
        return type(value)([_as_bytearray(part) for part in value])
    return value


_publish('bytearray', bytearray)
