"""Numbers and bytes as C has them in memory, with the sizes and alignments of a 64-bit machine."""

from functools import lru_cache as _lru_cache
from math import copysign as _copysign
from math import frexp as _frexp
from math import ldexp as _ldexp
from operator import index as _index


class error(Exception):
    pass


_sizes = {"x": 1, "c": 1, "b": 1, "B": 1, "?": 1, "h": 2, "H": 2, "i": 4, "I": 4, "l": 4, "L": 4, "q": 8, "Q": 8}
_sizes.update({"e": 2, "f": 4, "d": 8, "s": 1, "p": 1})
_native_sizes = {**_sizes, "l": 8, "L": 8, "n": 8, "N": 8, "P": 8}
_small = {"b": "byte", "B": "ubyte", "h": "short", "H": "ushort"}
# How many bits of a float are its exponent and its fraction.
_floats = {"e": (5, 10), "f": (8, 23), "d": (11, 52)}


@_lru_cache(256)
def _parsed(format):
    """Byte order, size, and for each item its letter, place, and length in bytes."""
    text = format.decode("latin-1") if isinstance(format, bytes) else format
    mark = text[:1]
    order = "big" if mark in (">", "!") and mark else "little"
    native = mark not in ("<", ">", "=", "!") or not mark
    sizes = _native_sizes if native else _sizes
    at = 1 if mark in ("@", "<", ">", "=", "!") and mark else 0
    items = []
    offset = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        digits = at
        while at < len(text) and text[at] in "0123456789":
            at += 1
        if digits < at == len(text):
            raise error("repeat count given without format specifier")
        count = int(text[digits:at]) if digits < at else 1
        letter = text[at]
        at += 1
        size = sizes.get(letter)
        if size is None:
            raise error("bad char in struct format")
        if native:
            offset += -offset % size
        if letter in "sp":
            items.append((letter, offset, count))
        elif letter != "x":
            items += [(letter, offset + index * size, size) for index in range(count)]
        offset += count * size
    return order, offset, items


def _checked(format):
    if not isinstance(format, (str, bytes)):
        raise TypeError(f"Struct() argument 1 must be a str or bytes object, not {type(format).__name__}")
    return _parsed(format)


def _packed(parsed, values, name="pack"):
    order, size, items = parsed
    if len(values) != len(items):
        raise error(f"{name} expected {len(items)} items for packing (got {len(values)})")
    result = bytearray(size)
    for (letter, at, length), value in zip(items, values):
        result[at:at + length] = _put(letter, length, value, order)
    return result


def _put(letter, length, value, order):
    if letter == "c":
        if not isinstance(value, (bytes, bytearray)) or len(value) != 1:
            raise error("char format requires a bytes object of length 1")
        return value
    if letter == "?":
        return b"\1" if value else b"\0"
    if letter in "sp":
        if not isinstance(value, (bytes, bytearray)):
            raise error(f"argument for '{letter}' must be a bytes object")
        if letter == "p":
            value = value[:max(length - 1, 0)]
            value = bytes([min(len(value), 255)]) + value
        return value[:length].ljust(length, b"\0")
    if letter in _floats:
        try:
            value = float(value) if not isinstance(value, (str, bytes, bytearray)) else None
        except TypeError:
            value = None
        if value is None:
            raise error("required argument is not a float")
        return _float_bits(value, letter).to_bytes(length, order)
    return _integer(letter, length, value).to_bytes(length, order)


def _integer(letter, length, value):
    try:
        value = _index(value)
    except TypeError:
        raise error("required argument is not an integer") from None
    bits = 8 * length
    low, high = (0, (1 << bits) - 1) if letter.isupper() else (-1 << bits - 1, (1 << bits - 1) - 1)
    if low <= value <= high:
        return value if value >= 0 else value + (1 << bits)
    if letter in _small:
        if -1 << 63 <= value < 1 << 63:
            raise error(f"{_small[letter]} format requires {low} <= number <= {high}")
    elif length < 8 and (0 <= value < 1 << 64 if letter.isupper() else -1 << 63 <= value < 1 << 63):
        raise error(f"'{letter}' format requires {low} <= number <= {high}")
    raise error("argument out of range" if letter != "P" else "int too large to convert")


def _float_bits(value, letter):
    """The number that a float's bits are, rounded to the even one of two that are as near."""
    exponent_bits, fraction_bits = _floats[letter]
    bias = (1 << exponent_bits - 1) - 1
    infinity = (2 * bias + 1) << fraction_bits
    sign = (_copysign(1.0, value) < 0) << exponent_bits + fraction_bits
    if value != value:
        return sign | infinity | 1 << fraction_bits - 1
    if value in (float("inf"), float("-inf")):
        return sign | infinity
    if value == 0:
        return sign
    exponent = _frexp(value)[1]
    # Of what is less than the least normal number the fraction gets shorter.
    exponent = max(exponent - 1, 1 - bias)
    # In two steps: one alone may be more than a float can hold.
    shift = fraction_bits - exponent
    scaled = round(_ldexp(_ldexp(abs(value), shift // 2), shift - shift // 2))
    bits = scaled + (exponent + bias - 1 << fraction_bits)
    if bits >= infinity:
        raise OverflowError(f"float too large to pack with {letter} format")
    return sign | bits


def _float(bits, letter):
    exponent_bits, fraction_bits = _floats[letter]
    bias = (1 << exponent_bits - 1) - 1
    sign = -1.0 if bits >> exponent_bits + fraction_bits else 1.0
    exponent = bits >> fraction_bits & 2 * bias + 1
    fraction = bits & (1 << fraction_bits) - 1
    if exponent == 2 * bias + 1:
        return float("nan") if fraction else sign * float("inf")
    if exponent == 0:
        return sign * _ldexp(fraction, 1 - bias - fraction_bits)
    return sign * _ldexp(fraction + (1 << fraction_bits), exponent - bias - fraction_bits)


def _get(letter, data, order):
    if letter == "c" or letter == "s":
        return data
    if letter == "p":
        return data[1:1 + data[0]] if data else b""
    if letter == "?":
        return data != b"\0"
    if letter in _floats:
        return _float(int.from_bytes(data, order), letter)
    return int.from_bytes(data, order, signed=letter.islower())


def _unpacked(parsed, data, start=0):
    order, _, items = parsed
    return tuple(
        _get(letter, bytes(data[start + at:start + at + length]), order) for letter, at, length in items
    )


def _buffer(data):
    if isinstance(data, (bytes, bytearray)):
        return data
    if isinstance(data, (str, int, float, list, tuple, dict, set)) or data is None:
        raise TypeError(f"a bytes-like object is required, not '{type(data).__name__}'")
    return bytes(data)


def _place(offset, size, length, doing):
    """Where a buffer is read or written, if there is room."""
    function, verb = ("pack_into", "packing") if doing == "pack" else ("unpack_from", "unpacking")
    if offset < 0:
        if offset + size > 0 and doing == "pack":
            raise error(f"no space to pack {size} bytes at offset {offset}")
        if offset + length < 0:
            raise error(f"offset {offset} out of range for {length}-byte buffer")
        if offset + size > 0:
            raise error(f"not enough data to unpack {size} bytes")
        offset += length
    if length - offset < size:
        raise error(
            f"{function} requires a buffer of at least {size + offset} bytes for {verb} {size} bytes "
            f"at offset {offset} (actual buffer size is {length})"
        )
    return offset


class Struct:
    __module__ = "_struct"

    def __init__(self, format):
        self._parsed = _checked(format)
        self.format = format.decode("latin-1") if isinstance(format, bytes) else format
        self.size = self._parsed[1]

    def pack(self, *values):
        return bytes(_packed(self._parsed, values))

    def pack_into(self, buffer, offset, *values):
        data = _packed(self._parsed, values, "pack_into")
        offset = _place(offset, self.size, len(buffer), "pack")
        buffer[offset:offset + self.size] = data

    def unpack(self, buffer, /):
        buffer = _buffer(buffer)
        if len(buffer) != self.size:
            raise error(f"unpack requires a buffer of {self.size} bytes")
        return _unpacked(self._parsed, buffer)

    def unpack_from(self, buffer, offset=0):
        buffer = _buffer(buffer)
        return _unpacked(self._parsed, buffer, _place(offset, self.size, len(buffer), "unpack"))

    def iter_unpack(self, buffer, /):
        buffer = _buffer(buffer)
        if not self.size:
            raise error("cannot iteratively unpack with a struct of length 0")
        if len(buffer) % self.size:
            raise error(f"iterative unpacking requires a buffer of a multiple of {self.size} bytes")
        return (_unpacked(self._parsed, buffer, at) for at in range(0, len(buffer), self.size))


def calcsize(format, /):
    return _checked(format)[1]


def pack(format, /, *values):
    return Struct(format).pack(*values)


def pack_into(format, buffer, offset, /, *values):
    Struct(format).pack_into(buffer, offset, *values)


def unpack(format, buffer, /):
    return Struct(format).unpack(buffer)


def unpack_from(format, /, buffer, offset=0):
    return Struct(format).unpack_from(buffer, offset)


def iter_unpack(format, buffer, /):
    return Struct(format).iter_unpack(buffer)
