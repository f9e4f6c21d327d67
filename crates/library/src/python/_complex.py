"""The builtin `complex`, which comes when a program names it or has an imaginary number."""

import builtins
from math import atan2, copysign, cos, exp, floor, hypot, isfinite, isinf, log, sin


def _parts(value):
    if isinstance(value, complex):
        return value._real, value._imag
    if isinstance(value, (int, float)):
        return float(value), 0.0


def _operation(operate):
    def left(self, other):
        parts = _parts(other)
        return NotImplemented if parts is None else _made(*operate(self._real, self._imag, *parts))

    def right(self, other):
        parts = _parts(other)
        return NotImplemented if parts is None else _made(*operate(*parts, self._real, self._imag))

    return left, right


def _product(a, b, c, d):
    return a * c - b * d, a * d + b * c


def _quotient(a, b, c, d):
    if abs(c) >= abs(d):
        if c == 0:
            raise ZeroDivisionError("complex division by zero")
        ratio = d / c
        divisor = c + d * ratio
        return (a + b * ratio) / divisor, (b - a * ratio) / divisor
    if abs(d) >= abs(c):
        ratio = c / d
        divisor = c * ratio + d
        return (a * ratio + b) / divisor, (b * ratio - a) / divisor
    return float("nan"), float("nan")


def _whole_power(a, b, exponent):
    result, power, mask = (1.0, 0.0), (a, b), 1
    while mask <= exponent:
        if exponent & mask:
            result = _product(*result, *power)
        mask <<= 1
        power = _product(*power, *power)
    return result


def _power(a, b, c, d):
    if a == b == 0 and (d != 0 or c < 0):
        raise ZeroDivisionError("0.0 to a negative or complex power")
    try:
        if d == 0 and abs(c) <= 100 and c == floor(c):
            result = _whole_power(a, b, abs(int(c)))
            if c <= 0:
                result = _quotient(1.0, 0.0, *result)
        elif a == b == 0:
            result = 0.0, 0.0
        else:
            size, angle = hypot(a, b), atan2(b, a)
            length, phase = size**c, angle * c
            if d != 0:
                length /= exp(angle * d)
                phase += d * log(size)
            result = length * cos(phase), length * sin(phase)
    except (OverflowError, ZeroDivisionError):
        raise OverflowError("complex exponentiation") from None
    if isinf(result[0]) or isinf(result[1]):
        raise OverflowError("complex exponentiation")
    return result


def _digits(number):
    return repr(number).removesuffix(".0")


def _signed(number, sign):
    digits = _digits(number)
    return digits if digits.startswith("-") else sign.replace("-", "") + digits


def _parsed(text):
    from re import IGNORECASE, fullmatch

    number = r"(?:(?:\d+(?:_\d+)*\.?(?:\d+(?:_\d+)*)?|\.\d+(?:_\d+)*)(?:e[+-]?\d+(?:_\d+)*)?|inf(?:inity)?|nan)"
    text = text.strip()
    if text.startswith("(") and text.endswith(")"):
        text = text[1:-1].strip()
    for pattern in (rf"([+-]?{number})?([+-]{number}|[+-])j", rf"()({number}|)j", rf"([+-]?{number})()"):
        found = fullmatch(pattern, text, IGNORECASE)
        if found:
            real, imag = found.groups()
            if imag in ("", "+", "-") and not pattern.endswith("()"):
                imag += "1"
            return float(real or 0), float(imag or 0)
    raise ValueError("complex() arg is a malformed string")


def _number(value, message):
    if isinstance(value, complex):
        return value
    convert = getattr(type(value), "__complex__", None)
    if convert is not None:
        made = convert(value)
        if not isinstance(made, complex):
            raise TypeError(f"__complex__ returned non-complex (type {type(made).__name__})")
        return made
    if not hasattr(type(value), "__float__") and not hasattr(type(value), "__index__"):
        raise TypeError(f"complex() {message}, not {type(value).__name__!r}")
    return float(value)


_missing = object()


class complex:
    __module__, __in_c__ = "builtins", True
    __slots__ = ("_real", "_imag")

    def __new__(cls, real=0, imag=_missing):
        if isinstance(real, str):
            if imag is not _missing:
                raise TypeError("complex() can't take second arg if first is a string")
            return _made(*_parsed(real), cls)
        if isinstance(imag, str):
            raise TypeError("complex() second arg can't be a string")
        real = _number(real, "first argument must be a string or a number")
        if imag is _missing:
            if cls is complex and type(real) is complex:
                return real
            return _made(*_parts(real), cls)
        if not isinstance(imag, complex) and not hasattr(type(imag), "__float__") and not hasattr(type(imag), "__index__"):
            raise TypeError(f"complex() second argument must be a number, not {type(imag).__name__!r}")
        first = _parts(real)
        second = _parts(imag if isinstance(imag, complex) else float(imag))
        if isinstance(imag, complex):
            first = first[0] - second[1], first[1]
        if isinstance(real, complex):
            second = second[0] + first[1], second[1]
        return _made(first[0], second[0], cls)

    @property
    def real(self):
        return self._real

    @property
    def imag(self):
        return self._imag

    __add__, __radd__ = _operation(lambda a, b, c, d: (a + c, b + d))
    __sub__, __rsub__ = _operation(lambda a, b, c, d: (a - c, b - d))
    __mul__, __rmul__ = _operation(_product)
    __truediv__, __rtruediv__ = _operation(_quotient)
    _pow, _rpow = _operation(_power)

    def __pow__(self, other, modulo=None):
        if modulo is not None:
            raise ValueError("complex modulo")
        return self._pow(other)

    def __rpow__(self, other, modulo=None):
        return self._rpow(other)

    def __neg__(self):
        return _made(-self._real, -self._imag)

    def __pos__(self):
        return _made(self._real, self._imag)

    def __abs__(self):
        size = hypot(self._real, self._imag)
        if isinf(size) and isfinite(self._real) and isfinite(self._imag):
            raise OverflowError("absolute value too large")
        return size

    def __bool__(self):
        return self._real != 0 or self._imag != 0

    def __complex__(self):
        return _made(self._real, self._imag)

    def __eq__(self, other):
        if isinstance(other, complex):
            return self._real == other._real and self._imag == other._imag
        if isinstance(other, (int, float)):
            return self._imag == 0 and self._real == other
        return NotImplemented

    def __hash__(self):
        number = (hash(self._real) + 1000003 * hash(self._imag) + (1 << 63)) % (1 << 64) - (1 << 63)
        return -2 if number == -1 else number

    def __repr__(self):
        if self._real == 0 and copysign(1, self._real) == 1:
            return f"{_digits(self._imag)}j"
        return f"({_digits(self._real)}{_signed(self._imag, '+')}j)"

    def __format__(self, spec):
        if not spec:
            return str(self)
        fill, align = " ", ">"
        if spec[1:2] and spec[1] in "<>^=":
            fill, align, spec = spec[0], spec[1], spec[2:]
        elif spec[0] in "<>^=":
            align, spec = spec[0], spec[1:]
        if align == "=":
            raise ValueError("'=' alignment flag is not allowed in complex format specifier")
        sign = spec[:1] if spec[:1] in ("+", "-", " ") else ""
        rest = spec[len(sign):]
        if rest.startswith("0"):
            raise ValueError("Zero padding is not allowed in complex format specifier")
        shown = rest.lstrip("0123456789")
        width = int(rest[:len(rest) - len(shown)] or 0)
        kind = shown[-1:] if shown[-1:].isalpha() else ""
        if kind and kind not in "eEfFgGn":
            raise ValueError(f"Unknown format code {kind!r} for object of type 'complex'")
        if kind:
            text = f"{format(self._real, sign + shown)}{format(self._imag, '+' + shown)}j"
        else:
            part = (lambda number, sign: format(number, sign + shown + "g")) if shown else _signed
            if self._real == 0 and copysign(1, self._real) == 1:
                text = f"{part(self._imag, sign)}j"
            else:
                text = f"({part(self._real, sign)}{part(self._imag, '+')}j)"
        space = max(width - len(text), 0)
        before = space if align == ">" else space // 2 if align == "^" else 0
        return fill * before + text + fill * (space - before)

    def conjugate(self):
        return _made(self._real, -self._imag)

    def __getnewargs__(self):
        return self._real, self._imag


def _made(real, imag, cls=complex):
    made = object.__new__(cls)
    made._real, made._imag = real, imag
    return made


def imaginary(imag):
    return _made(0.0, imag)


builtins.complex = complex
