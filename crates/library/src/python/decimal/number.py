"""The numbers: a sign, a coefficient, an exponent of ten; or infinity, or not a number."""

import math as _math
import numbers as _numbers
import re as _re
from collections import namedtuple as _namedtuple

from .contexts import ROUND_HALF_EVEN, check_rounding, getcontext
from .formatting import formatted
from .rounding import count, fixed, shortened
from .signals import (
    Clamped,
    ConversionSyntax,
    DivisionByZero,
    DivisionImpossible,
    DivisionUndefined,
    FloatOperation,
    Inexact,
    InvalidOperation,
    Rounded,
)

DecimalTuple = _namedtuple("DecimalTuple", "sign digits exponent")
DecimalTuple.__module__ = "decimal"
_syntax = _re.compile(
    r"([-+])?(?:(\d+)?(?:\.(\d*))?(?:[eE]([-+]?\d+))?|(inf(?:inity)?)|(s)?nan(\d*))\Z", _re.IGNORECASE
)
_modulus = (1 << 61) - 1


def _made(sign, coefficient, exponent, kind=None):
    self = object.__new__(Decimal)
    self._sign, self._int, self._exp, self._kind = sign, coefficient, exponent, kind
    return self


def _infinity(sign=0):
    return _made(sign, 0, 0, "F")


def _nan():
    return _made(0, 0, 0, "n")


def converted(value):
    """The value as a decimal; `NotImplemented` if it is no number that mixes with them."""
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int):
        return _made(int(value < 0), abs(int(value)), 0)
    return NotImplemented


def _fixed(sign, coefficient, exponent, context):
    sign, coefficient, exponent = fixed(sign, coefficient, exponent, context)
    return _infinity(sign) if coefficient is None else _made(sign, coefficient, exponent)


def _invalid(context, condition=InvalidOperation):
    context.signal(condition)
    return _nan()


def _of_text(text):
    match = _syntax.match(text.strip().replace("_", ""))
    if match is None or not any(match.group(2, 3, 5)) and match.group(7) is None:
        return None
    sign, whole, part, exponent, infinite, signalling, payload = match.groups()
    sign = int(sign == "-")
    if infinite:
        return _infinity(sign)
    if payload is not None:
        return _made(sign, int(payload or "0"), 0, "N" if signalling else "n")
    part = part or ""
    return _made(sign, int((whole or "") + part), int(exponent or 0) - len(part))


def _binary(name):
    """`__op__` and `__rop__` of an operation with a context."""

    def forward(self, other, context=None):
        other = converted(other)
        return other if other is NotImplemented else getattr(self, name)(other, context=context)

    def reverse(self, other, context=None):
        other = converted(other)
        return other if other is NotImplemented else getattr(other, name)(self, context=context)

    return forward, reverse


class Decimal:
    __module__ = "decimal"
    __in_c__ = True
    __slots__ = ("_sign", "_int", "_exp", "_kind")

    def __new__(cls, value="0", context=None):
        if isinstance(value, str):
            found = _of_text(value)
            if found is None:
                found = _invalid(getcontext() if context is None else context, ConversionSyntax)
        elif isinstance(value, float):
            found = Decimal.from_float(value)
            (getcontext() if context is None else context).signal(FloatOperation)
        elif isinstance(value, (tuple, list)):
            found = _of_tuple(value)
        else:
            found = converted(value)
            if found is NotImplemented:
                raise TypeError(f"conversion from {type(value).__name__} to Decimal is not supported")
        if cls is Decimal:
            return found
        self = object.__new__(cls)
        self._sign, self._int, self._exp, self._kind = found._sign, found._int, found._exp, found._kind
        return self

    @classmethod
    def from_float(cls, f, /):
        if isinstance(f, int):
            found = converted(f)
        elif not isinstance(f, float):
            raise TypeError("argument must be int or float")
        elif _math.isinf(f) or _math.isnan(f):
            found = _of_text(repr(f))
        else:
            top, bottom = abs(f).as_integer_ratio()
            # The denominator is a power of two.
            power = bottom.bit_length() - 1
            found = _made(int(_math.copysign(1.0, f) < 0), top * 5**power, -power)
        return found if cls is Decimal else cls(found)

    def as_tuple(self):
        digits = tuple(map(int, str(self._int)))
        if self._kind == "F":
            digits = (0,)
        elif self._kind and not self._int:
            digits = ()
        return DecimalTuple(self._sign, digits, self._kind or self._exp)

    def as_integer_ratio(self):
        if self._kind == "F":
            raise OverflowError("cannot convert Infinity to integer ratio")
        if self._kind:
            raise ValueError("cannot convert NaN to integer ratio")
        top, bottom = (self._int * 10**self._exp, 1) if self._exp >= 0 else (self._int, 10**-self._exp)
        divisor = _math.gcd(top, bottom)
        return (-top if self._sign else top) // divisor, bottom // divisor

    def __repr__(self):
        return f"Decimal('{self}')"

    def __str__(self):
        return self._text()

    def _text(self, context=None, engineering=False):
        sign = "-" if self._sign else ""
        if self._kind == "F":
            return f"{sign}Infinity"
        if self._kind:
            return f"{sign}{'s' if self._kind == 'N' else ''}NaN{self._int or ''}"
        digits = str(self._int)
        place = len(digits) + self._exp
        plain = self._exp <= 0 and place > -6
        if plain:
            point = place
        elif not engineering:
            point = 1
        else:
            point = (place + 1) % 3 - 1 if digits == "0" else (place - 1) % 3 + 1
        if point <= 0:
            text = f"0.{'0' * -point}{digits}"
        elif point >= len(digits):
            text = digits + "0" * (point - len(digits))
        else:
            text = f"{digits[:point]}.{digits[point:]}"
        if place == point:
            return sign + text
        letter = "E" if (getcontext() if context is None else context).capitals else "e"
        return f"{sign}{text}{letter}{place - point:+d}"

    def to_eng_string(self, context=None):
        return self._text(context, engineering=True)

    def __format__(self, spec, /):
        return formatted(self, spec)

    def __hash__(self):
        if self._kind == "N":
            raise TypeError("Cannot hash a signaling NaN value")
        if self._kind == "n":
            return object.__hash__(self)
        if self._kind:
            return -314159 if self._sign else 314159
        result = self._int * pow(10, self._exp, _modulus) % _modulus
        result = -result if self._sign else result
        return -2 if result == -1 else result

    def __bool__(self):
        return bool(self._kind or self._int)

    def __int__(self):
        if self._kind == "F":
            raise OverflowError("cannot convert Infinity to integer")
        if self._kind:
            raise ValueError("cannot convert NaN to integer")
        whole = self._int * 10**self._exp if self._exp >= 0 else self._int // 10**-self._exp
        return -whole if self._sign else whole

    __trunc__ = __int__

    def __float__(self):
        if self._kind == "N":
            raise ValueError("cannot convert signaling NaN to float")
        return float(str(self)) if not self._kind == "n" else float("nan")

    def __floor__(self):
        whole = int(self)
        return whole - (self._sign and self != whole)

    def __ceil__(self):
        whole = int(self)
        return whole + (not self._sign and self != whole)

    def __round__(self, n=None):
        if n is not None:
            if not isinstance(n, int):
                raise TypeError("optional arg must be an integer")
            return self._quantize(_made(0, 1, -n), context=getcontext())
        if self._kind:
            return int(self)
        if self._exp >= 0:
            return int(self)
        whole, _ = shortened(self._sign, self._int, -self._exp, ROUND_HALF_EVEN)
        return -whole if self._sign else whole

    real = property(lambda self: self)
    imag = property(lambda self: Decimal(0))

    def conjugate(self):
        return self

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce__(self):
        return type(self), (str(self),)

    # What it is.

    def is_nan(self):
        return self._kind in ("n", "N")

    def is_qnan(self):
        return self._kind == "n"

    def is_snan(self):
        return self._kind == "N"

    def is_infinite(self):
        return self._kind == "F"

    def is_finite(self):
        return self._kind is None

    def is_signed(self):
        return self._sign == 1

    def is_zero(self):
        return self._kind is None and self._int == 0

    def is_normal(self, context=None):
        context = getcontext() if context is None else context
        return bool(self._kind is None and self._int and self.adjusted() >= context.Emin)

    def is_subnormal(self, context=None):
        context = getcontext() if context is None else context
        return bool(self._kind is None and self._int and self.adjusted() < context.Emin)

    def is_canonical(self):
        return True

    def canonical(self):
        return self

    def adjusted(self):
        return 0 if self._kind else self._exp + count(self._int) - 1

    def radix(self):
        return Decimal(10)

    def copy_abs(self):
        return _made(0, self._int, self._exp, self._kind)

    def copy_negate(self):
        return _made(1 - self._sign, self._int, self._exp, self._kind)

    def copy_sign(self, other, context=None):
        return _made(converted(other)._sign, self._int, self._exp, self._kind)

    def same_quantum(self, other, context=None):
        other = converted(other)
        if self._kind or other._kind:
            return self.is_nan() and other.is_nan() or self.is_infinite() and other.is_infinite()
        return self._exp == other._exp

    # Comparing.

    def _order(self, other):
        """Less than, equal to or greater than another that isn't not a number: -1, 0, 1."""
        if self._kind or other._kind:
            mine = 0 if not self._kind else -1 if self._sign else 1
            theirs = 0 if not other._kind else -1 if other._sign else 1
            return (mine > theirs) - (mine < theirs)
        mine = -self._int if self._sign else self._int
        theirs = -other._int if other._sign else other._int
        if mine and theirs and (mine < 0) == (theirs < 0) and self.adjusted() != other.adjusted():
            return 1 if (self.adjusted() > other.adjusted()) == (mine > 0) else -1
        if not mine or not theirs or (mine < 0) != (theirs < 0):
            return (mine > theirs) - (mine < theirs)
        shift = self._exp - other._exp
        mine, theirs = mine * 10 ** max(shift, 0), theirs * 10 ** max(-shift, 0)
        return (mine > theirs) - (mine < theirs)

    def _compared(self, other, holds, equality=False):
        if isinstance(other, _fraction()):
            return holds(_sign_of(self, other)) if not self._kind else NotImplemented
        if isinstance(other, float):
            if equality:
                getcontext().flags[FloatOperation] = True
            else:
                getcontext().signal(FloatOperation)
            other = Decimal.from_float(other)
        other = converted(other)
        if other is NotImplemented:
            return other
        if self.is_nan() or other.is_nan():
            if not equality or self.is_snan() or other.is_snan():
                getcontext().signal(InvalidOperation)
            return False
        return holds(self._order(other))

    def __eq__(self, other):
        return self._compared(other, lambda order: order == 0, True)

    def __ne__(self, other):
        equal = self.__eq__(other)
        return equal if equal is NotImplemented else not equal

    def __lt__(self, other):
        return self._compared(other, lambda order: order < 0)

    def __le__(self, other):
        return self._compared(other, lambda order: order <= 0)

    def __gt__(self, other):
        return self._compared(other, lambda order: order > 0)

    def __ge__(self, other):
        return self._compared(other, lambda order: order >= 0)

    def compare(self, other, context=None):
        other = converted(other)
        nan = self._nan_of(other, getcontext() if context is None else context)
        return Decimal(self._order(other)) if nan is None else nan

    def _extreme(self, other, context, sign):
        context = getcontext() if context is None else context
        other = converted(other)
        if self.is_nan() != other.is_nan() and "N" not in (self._kind, other._kind):
            return (other if self.is_nan() else self).__pos__(context)
        nan = self._nan_of(other, context)
        if nan is not None:
            return nan
        order = self._order(other) or (other._sign - self._sign) or (self._exp - other._exp) * (-1 if self._sign else 1)
        return (self if order * sign >= 0 else other).__pos__(context)

    def max(self, other, context=None):
        return self._extreme(other, context, 1)

    def min(self, other, context=None):
        return self._extreme(other, context, -1)

    # Arithmetic.

    def _nan_of(self, other, context):
        """The result if one of both is not a number."""
        for each in (self, other):
            if each._kind == "N":
                context.signal(InvalidOperation)
                return _made(each._sign, each._int, 0, "n")
        for each in (self, other):
            if each._kind == "n":
                return each
        return None

    def __pos__(self, context=None):
        context = getcontext() if context is None else context
        if self._kind:
            return self._nan_of(self, context) or self
        sign = self._sign if self._int or context.rounding == "ROUND_FLOOR" else 0
        return _fixed(sign, self._int, self._exp, context)

    def __neg__(self, context=None):
        context = getcontext() if context is None else context
        if self._kind:
            return self._nan_of(self, context) or self.copy_negate()
        sign = 1 - self._sign if self._int or context.rounding == "ROUND_FLOOR" else 0
        return _fixed(sign, self._int, self._exp, context)

    def __abs__(self, context=None):
        return self.__neg__(context) if self._sign else self.__pos__(context)

    def _add(self, other, context=None):
        context = getcontext() if context is None else context
        other = converted(other)
        nan = self._nan_of(other, context)
        if nan is not None:
            return nan
        if self._kind or other._kind:
            if self._kind and other._kind and self._sign != other._sign:
                return _invalid(context)
            return self if self._kind else other
        first, second = self, other
        # What is too small to be seen is made larger, so that numbers of very different sizes cost little.
        if first._int and second._int:
            large, small = (first, second) if first.adjusted() >= second.adjusted() else (second, first)
            limit = large._exp + min(-1, count(large._int) - context.prec - 2)
            if small.adjusted() < limit:
                small = _made(small._sign, 1, limit)
            first, second = large, small
        exponent = min(first._exp, second._exp)
        total = 0
        for each in (first, second):
            part = each._int * 10 ** (each._exp - exponent)
            total += -part if each._sign else part
        sign = int(total < 0)
        if total == 0:
            both = self._sign and other._sign
            sign = int(both or self._sign != other._sign and context.rounding == "ROUND_FLOOR")
        return _fixed(sign, abs(total), exponent, context)

    def _subtract(self, other, context=None):
        other = converted(other)
        return self._add(other if other.is_nan() else other.copy_negate(), context)

    def _multiply(self, other, context=None):
        context = getcontext() if context is None else context
        other = converted(other)
        nan = self._nan_of(other, context)
        if nan is not None:
            return nan
        sign = self._sign ^ other._sign
        if self._kind or other._kind:
            return _infinity(sign) if self and other else _invalid(context)
        return _fixed(sign, self._int * other._int, self._exp + other._exp, context)

    def _divide(self, other, context=None):
        context = getcontext() if context is None else context
        other = converted(other)
        nan = self._nan_of(other, context)
        if nan is not None:
            return nan
        sign = self._sign ^ other._sign
        if self._kind:
            return _invalid(context) if other._kind else _infinity(sign)
        if other._kind:
            context.signal(Clamped)
            return _made(sign, 0, context.Etiny())
        if not other._int:
            if not self._int:
                return _invalid(context, DivisionUndefined)
            context.signal(DivisionByZero)
            return _infinity(sign)
        exponent = self._exp - other._exp
        if not self._int:
            return _fixed(sign, 0, exponent, context)
        shift = count(other._int) - count(self._int) + context.prec + 1
        exponent -= shift
        quotient, rest = divmod(self._int * 10 ** max(shift, 0), other._int * 10 ** max(-shift, 0))
        if rest:
            # So that rounding sees that there is more.
            quotient += quotient % 5 == 0
        else:
            while exponent < self._exp - other._exp and quotient % 10 == 0:
                quotient //= 10
                exponent += 1
        return _fixed(sign, quotient, exponent, context)

    def _whole_and_rest(self, other, context):
        """The whole part of the quotient, toward 0, and what is left; `None` and not a number if it's too large."""
        exponent = min(self._exp, other._exp)
        top, bottom = self._int * 10 ** (self._exp - exponent), other._int * 10 ** (other._exp - exponent)
        if self.adjusted() - other.adjusted() > context.prec + 1:
            return None, _invalid(context, DivisionImpossible)
        whole, rest = divmod(top, bottom)
        if whole >= 10**context.prec:
            return None, _invalid(context, DivisionImpossible)
        return whole, (rest, exponent)

    def _divide_int(self, other, context=None):
        context = getcontext() if context is None else context
        other = converted(other)
        nan = self._nan_of(other, context)
        if nan is not None:
            return nan
        sign = self._sign ^ other._sign
        if self._kind:
            return _invalid(context) if other._kind else _infinity(sign)
        if not other:
            if not self:
                return _invalid(context, DivisionUndefined)
            context.signal(DivisionByZero)
            return _infinity(sign)
        if other._kind:
            return _made(sign, 0, 0)
        whole, rest = self._whole_and_rest(other, context)
        return rest if whole is None else _made(sign, whole, 0)

    def _remainder(self, other, context=None):
        context = getcontext() if context is None else context
        other = converted(other)
        nan = self._nan_of(other, context)
        if nan is not None:
            return nan
        if self._kind:
            return _invalid(context)
        if not other:
            return _invalid(context, InvalidOperation if self else DivisionUndefined)
        if other._kind:
            return self.__pos__(context)
        whole, rest = self._whole_and_rest(other, context)
        return rest if whole is None else _fixed(self._sign, *rest, context)

    def __divmod__(self, other):
        other = converted(other)
        return other if other is NotImplemented else (self._divide_int(other), self._remainder(other))

    def __rdivmod__(self, other):
        other = converted(other)
        return other if other is NotImplemented else other.__divmod__(self)

    def remainder_near(self, other, context=None):
        context = getcontext() if context is None else context
        other = converted(other)
        rest = self._remainder(other, context)
        if rest._kind or other._kind:
            return rest
        whole, _ = self._whole_and_rest(other, context)
        twice = rest.copy_abs()._add(rest.copy_abs())._order(other.copy_abs())
        if twice > 0 or twice == 0 and whole % 2:
            rest = rest._subtract(other.copy_sign(rest), context)
        return rest

    def fma(self, other, third, context=None):
        context = getcontext() if context is None else context
        other, third = converted(other), converted(third)
        if self._kind or other._kind or third._kind:
            return self._multiply(other, context)._add(third, context)
        product = _made(self._sign ^ other._sign, self._int * other._int, self._exp + other._exp)
        return product._add(third, context)

    def __pow__(self, other, modulo=None, context=None):
        other = converted(other)
        return other if other is NotImplemented else self._power(other, modulo, context)

    def __rpow__(self, other, context=None):
        other = converted(other)
        return other if other is NotImplemented else other._power(self, None, context)

    def _power(self, other, modulo=None, context=None):
        from .functions import power

        context = getcontext() if context is None else context
        if modulo is not None:
            return Decimal(pow(int(self), int(converted(other)), int(modulo)))
        return power(self, converted(other), context)

    def sqrt(self, context=None):
        from .functions import sqrt

        return sqrt(self, getcontext() if context is None else context)

    def exp(self, context=None):
        from .functions import exp

        return exp(self, getcontext() if context is None else context)

    def ln(self, context=None):
        from .functions import ln

        return ln(self, getcontext() if context is None else context)

    def log10(self, context=None):
        from .functions import log10

        return log10(self, getcontext() if context is None else context)

    # Other exponents.

    def quantize(self, exp, rounding=None, context=None):
        decimal = converted(exp)
        if decimal is NotImplemented:
            raise TypeError(f"conversion from {type(exp).__name__} to Decimal is not supported")
        return self._quantize(decimal, None if rounding is None else check_rounding(rounding), context)

    def _quantize(self, exp, rounding=None, context=None):
        context = getcontext() if context is None else context
        exp = converted(exp)
        nan = self._nan_of(exp, context)
        if nan is not None:
            return nan
        if self._kind or exp._kind:
            return self if self._kind and exp._kind else _invalid(context)
        shift = self._exp - exp._exp
        inexact = False
        if self._int and shift > context.prec:
            return _invalid(context)
        if shift >= 0:
            coefficient = self._int * 10**shift
        else:
            coefficient, inexact = shortened(self._sign, self._int, -shift, rounding or context.rounding)
        if count(coefficient) > context.prec or not context.Etiny() <= exp._exp <= context.Emax:
            return _invalid(context)
        if coefficient and count(coefficient) + exp._exp - 1 > context.Emax:
            return _invalid(context)
        if shift < 0:
            context.signal(*([Rounded, Inexact] if inexact else [Rounded]))
        return _made(self._sign, coefficient, exp._exp)

    def to_integral_value(self, rounding=None, context=None):
        context = getcontext() if context is None else context
        if self._kind:
            return self._nan_of(self, context) or self
        if self._exp >= 0:
            return self
        return _made(self._sign, shortened(self._sign, self._int, -self._exp, rounding or context.rounding)[0], 0)

    to_integral = to_integral_value

    def to_integral_exact(self, rounding=None, context=None):
        context = getcontext() if context is None else context
        result = self.to_integral_value(rounding, context)
        if not self._kind and self._exp < 0:
            context.signal(*([Rounded] if result._order(self) == 0 else [Rounded, Inexact]))
        return result

    def normalize(self, context=None):
        context = getcontext() if context is None else context
        result = self.__pos__(context)
        if result._kind:
            return result
        if not result._int:
            return _made(self._sign, 0, 0)
        coefficient, exponent = result._int, result._exp
        while coefficient % 10 == 0:
            coefficient //= 10
            exponent += 1
        return _made(result._sign, coefficient, exponent)

    def scaleb(self, other, context=None):
        context = getcontext() if context is None else context
        if self._kind:
            return self
        return _fixed(self._sign, self._int, self._exp + int(converted(other)), context)

    def logb(self, context=None):
        context = getcontext() if context is None else context
        if self._kind:
            return self if self.is_nan() else _infinity()
        if not self._int:
            context.signal(DivisionByZero)
            return _infinity(1)
        return Decimal(self.adjusted())


for _own, _name in (
    ("add", "_add"), ("sub", "_subtract"), ("mul", "_multiply"), ("truediv", "_divide"), ("floordiv", "_divide_int"),
    ("mod", "_remainder"),
):
    _forward, _reverse = _binary(_name)
    setattr(Decimal, f"__{_own}__", _forward)
    setattr(Decimal, f"__r{_own}__", _reverse)
_numbers.Number.register(Decimal)


def _fraction():
    """The class of fractions, if a program uses it."""
    import sys

    module = sys.modules.get("fractions")
    return () if module is None else module.Fraction


def _sign_of(number, fraction):
    top, bottom = number.as_integer_ratio()
    mine, theirs = top * fraction.denominator, fraction.numerator * bottom
    return (mine > theirs) - (mine < theirs)


def _of_tuple(value):
    if len(value) != 3:
        raise ValueError("argument must be a sequence of length 3")
    sign, digits, exponent = value
    if sign not in (0, 1):
        raise ValueError("sign must be an integer with the value 0 or 1")
    for digit in digits:
        if not (isinstance(digit, int) and 0 <= digit <= 9):
            raise ValueError("coefficient must be a tuple of digits")
    coefficient = int("".join(map(str, digits)) or "0")
    if isinstance(exponent, str):
        if exponent not in ("F", "n", "N"):
            raise ValueError("string argument in the third position must be 'F', 'n' or 'N'")
        return _made(sign, 0 if exponent == "F" else coefficient, 0, exponent)
    if not isinstance(exponent, int):
        raise ValueError("exponent must be an integer")
    return _made(sign, coefficient, exponent)
