"""Quotients of whole numbers."""

# Lacks: Decimal

import math as _math
import numbers as _numbers
import operator as _operator
import re as _re

_format = _re.compile(
    r"\s*(?P<sign>[-+]?)(?=\d|\.\d)(?P<num>\d*|\d+(_\d+)*)"
    r"(?:(?:/(?P<denom>\d+(_\d+)*))?|(?:\.(?P<decimal>\d*|\d+(_\d+)*))?(?:[eE](?P<exp>[-+]?\d+(_\d+)*))?)\s*\Z"
)
_modulus = (1 << 61) - 1


def _is_decimal(value):
    return type(value).__name__ == "Decimal" and hasattr(value, "as_integer_ratio")


class Fraction(_numbers.Rational):
    __slots__ = ("_numerator", "_denominator")

    def __new__(cls, numerator=0, denominator=None):
        self = object.__new__(cls)
        if denominator is None:
            self._numerator, self._denominator = _ratio(numerator)
            return self
        if not (_is_rational(numerator) and _is_rational(denominator)):
            raise TypeError("both arguments should be Rational instances")
        top = numerator.numerator * denominator.denominator
        bottom = numerator.denominator * denominator.numerator
        if bottom == 0:
            raise ZeroDivisionError(f"Fraction({numerator}, 0)")
        divisor = _math.gcd(top, bottom)
        if bottom < 0:
            divisor = -divisor
        self._numerator, self._denominator = top // divisor, bottom // divisor
        return self

    @classmethod
    def from_float(cls, f):
        if isinstance(f, (int, float)):
            return cls(*f.as_integer_ratio())
        raise TypeError(f"{cls.__name__}.from_float() only takes floats, not {f!r} ({type(f).__name__})")

    @classmethod
    def from_decimal(cls, dec):
        if isinstance(dec, int) or _is_decimal(dec):
            return cls(*dec.as_integer_ratio())
        raise TypeError(f"{cls.__name__}.from_decimal() only takes Decimals, not {dec!r} ({type(dec).__name__})")

    @property
    def numerator(self):
        return self._numerator

    @property
    def denominator(self):
        return self._denominator

    real = property(lambda self: +self)
    imag = property(lambda self: 0)

    def conjugate(self):
        return +self

    def as_integer_ratio(self):
        return self._numerator, self._denominator

    def limit_denominator(self, max_denominator=1000000):
        if max_denominator < 1:
            raise ValueError("max_denominator should be at least 1")
        if self._denominator <= max_denominator:
            return Fraction(self)
        # The continued fraction, as far as the denominators allow.
        p0, q0, p1, q1 = 0, 1, 1, 0
        top, bottom = self._numerator, self._denominator
        while True:
            whole = top // bottom
            q2 = q0 + whole * q1
            if q2 > max_denominator:
                break
            p0, q0, p1, q1 = p1, q1, p0 + whole * p1, q2
            top, bottom = bottom, top - whole * bottom
        steps = (max_denominator - q0) // q1
        below, above = Fraction(p0 + steps * p1, q0 + steps * q1), Fraction(p1, q1)
        return above if abs(above - self) <= abs(below - self) else below

    def __repr__(self):
        return f"{type(self).__name__}({self._numerator}, {self._denominator})"

    def __str__(self):
        return str(self._numerator) if self._denominator == 1 else f"{self._numerator}/{self._denominator}"

    def __hash__(self):
        try:
            inverse = pow(self._denominator, -1, _modulus)
        except ValueError:
            result = 314159
        else:
            result = abs(self._numerator) * inverse % _modulus
        result = result if self._numerator >= 0 else -result
        return -2 if result == -1 else result

    def __int__(self):
        return self.__trunc__()

    def __trunc__(self):
        return -(-self._numerator // self._denominator) if self._numerator < 0 else self._numerator // self._denominator

    def __floor__(self):
        return self._numerator // self._denominator

    def __ceil__(self):
        return -(-self._numerator // self._denominator)

    def __round__(self, ndigits=None):
        if ndigits is None:
            whole, rest = divmod(self._numerator, self._denominator)
            if rest * 2 == self._denominator:
                return whole + whole % 2
            return whole + (rest * 2 > self._denominator)
        shift = 10 ** abs(ndigits)
        return Fraction(round(self * shift), shift) if ndigits > 0 else Fraction(round(self / shift) * shift)

    def __float__(self):
        return self._numerator / self._denominator

    def __bool__(self):
        return bool(self._numerator)

    def __pos__(self):
        return Fraction(self._numerator, self._denominator)

    def __neg__(self):
        return Fraction(-self._numerator, self._denominator)

    def __abs__(self):
        return Fraction(abs(self._numerator), self._denominator)

    def __pow__(self, other):
        if not _is_rational(other):
            return float(self) ** other if isinstance(other, float) else NotImplemented
        if other.denominator != 1:
            return float(self) ** float(other)
        power = other.numerator
        if power >= 0:
            return Fraction(self._numerator**power, self._denominator**power)
        if self._numerator == 0:
            raise ZeroDivisionError(f"Fraction({self._denominator ** -power}, 0)")
        return Fraction(self._denominator**-power, self._numerator**-power)

    def __rpow__(self, other):
        if self._denominator == 1 and self._numerator >= 0:
            return other**self._numerator
        if _is_rational(other):
            return Fraction(other.numerator, other.denominator) ** self
        return other ** (self._numerator if self._denominator == 1 else float(self))

    def __eq__(self, other):
        if isinstance(other, int):
            return self._denominator == 1 and self._numerator == other
        if isinstance(other, Fraction):
            return self._numerator == other._numerator and self._denominator == other._denominator
        if isinstance(other, float):
            if _math.isnan(other) or _math.isinf(other):
                return 0.0 == other
            return self == Fraction(other)
        return NotImplemented

    def _compared(self, other, compare):
        if _is_rational(other):
            return compare(self._numerator * other.denominator, self._denominator * other.numerator)
        if isinstance(other, float):
            if _math.isnan(other) or _math.isinf(other):
                return compare(0.0, other)
            return compare(self, Fraction(other))
        return NotImplemented

    def __lt__(self, other):
        return self._compared(other, _operator.lt)

    def __gt__(self, other):
        return self._compared(other, _operator.gt)

    def __le__(self, other):
        return self._compared(other, _operator.le)

    def __ge__(self, other):
        return self._compared(other, _operator.ge)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce__(self):
        return type(self), (self._numerator, self._denominator)


def _is_rational(value):
    return isinstance(value, (int, Fraction))


def _ratio(value):
    if isinstance(value, Fraction):
        return value._numerator, value._denominator
    if isinstance(value, int):
        return int(value), 1
    if isinstance(value, float) or _is_decimal(value):
        return value.as_integer_ratio()
    if not isinstance(value, str):
        raise TypeError("argument should be a string or a Rational instance")
    match = _format.match(value)
    if match is None:
        raise ValueError(f"Invalid literal for Fraction: {value!r}")
    top = int(match["num"] or "0")
    bottom = 1
    if match["denom"]:
        bottom = int(match["denom"])
        if bottom == 0:
            raise ZeroDivisionError(f"Fraction({top if match['sign'] != '-' else -top}, 0)")
    else:
        if match["decimal"]:
            digits = match["decimal"].replace("_", "")
            top = top * 10 ** len(digits) + int(digits)
            bottom = 10 ** len(digits)
        exponent = int(match["exp"] or 0)
        if exponent >= 0:
            top *= 10**exponent
        else:
            bottom *= 10**-exponent
    if match["sign"] == "-":
        top = -top
    divisor = _math.gcd(top, bottom)
    return top // divisor, bottom // divisor


def _operators(exact, with_floats):
    """`__op__` and `__rop__`: exact for what is rational, as floats otherwise."""

    def forward(a, b):
        if _is_rational(b):
            return exact(a, b)
        return with_floats(float(a), b) if isinstance(b, float) else NotImplemented

    def reverse(b, a):
        if _is_rational(a):
            return exact(a, b)
        return with_floats(a, float(b)) if isinstance(a, float) else NotImplemented

    return forward, reverse


def _plus(a, b):
    return Fraction(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator)


def _minus(a, b):
    return Fraction(a.numerator * b.denominator - b.numerator * a.denominator, a.denominator * b.denominator)


def _times(a, b):
    return Fraction(a.numerator * b.numerator, a.denominator * b.denominator)


def _over(a, b):
    top, bottom = a.numerator * b.denominator, a.denominator * b.numerator
    if bottom == 0:
        raise ZeroDivisionError(f"Fraction({top}, 0)")
    return Fraction(top, bottom)


def _floor(a, b):
    return (a.numerator * b.denominator) // (a.denominator * b.numerator)


def _rest(a, b):
    bottom = a.denominator * b.denominator
    return Fraction((a.numerator * b.denominator) % (b.numerator * a.denominator), bottom)


def _floor_and_rest(a, b):
    return _floor(a, b), _rest(a, b)


for _name, _exact, _with_floats in (
    ("add", _plus, _operator.add),
    ("sub", _minus, _operator.sub),
    ("mul", _times, _operator.mul),
    ("truediv", _over, _operator.truediv),
    ("floordiv", _floor, _operator.floordiv),
    ("mod", _rest, _operator.mod),
    ("divmod", _floor_and_rest, divmod),
):
    _forward, _reverse = _operators(_exact, _with_floats)
    setattr(Fraction, f"__{_name}__", _forward)
    setattr(Fraction, f"__r{_name}__", _reverse)
