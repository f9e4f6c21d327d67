"""Roots, powers, logarithms: worked out with more digits than wanted until it's clear how to round."""

from math import isqrt

from .contexts import ROUND_HALF_EVEN
from .number import Decimal, _fixed, _infinity, _invalid, _made
from .rounding import count
from .signals import Inexact, Rounded


def _half_even(context):
    even = context.copy()
    even.rounding = ROUND_HALF_EVEN
    # The same flags: what it signals is the context's.
    object.__setattr__(even, "flags", context.flags)
    return even


def _exact_enough(context, digits_of):
    """`digits_of(p)` gives sign, about p digits and an exponent, wrong by less than 10 in the last place: more digits
    until rounding can't depend on that."""
    extra = 4
    while True:
        sign, coefficient, exponent = digits_of(context.prec + extra)
        unclear = coefficient % 10 ** (count(coefficient) - context.prec)
        half = 5 * 10 ** (count(coefficient) - context.prec - 1)
        # What is still unclear after so many digits is exact.
        if extra > context.prec + 40 or min(unclear, 2 * half - unclear, abs(unclear - half)) > 10:
            if extra > context.prec + 40:
                spare = extra // 2
                coefficient = (coefficient + 5 * 10 ** (spare - 1)) // 10**spare
                exponent += spare
            result = _fixed(sign, coefficient, exponent, _half_even(context))
            context.signal(Rounded, Inexact)
            return result
        extra += 6


def sqrt(number, context):
    if number._kind:
        nan = number._nan_of(number, context)
        if nan is not None:
            return nan
        return number if not number._sign else _invalid(context)
    if not number._int:
        return _fixed(number._sign, 0, number._exp // 2, context)
    if number._sign:
        return _invalid(context)
    ideal = number._exp >> 1
    coefficient = number._int * (10 if number._exp & 1 else 1)
    shift = context.prec + 1 - (count(coefficient) + 1) // 2
    if shift >= 0:
        coefficient *= 100**shift
        exact = True
    else:
        coefficient, rest = divmod(coefficient, 100**-shift)
        exact = not rest
    root = isqrt(coefficient)
    exact = exact and root * root == coefficient
    exponent = ideal - shift
    if exact:
        if shift >= 0:
            root //= 10**shift
        else:
            root *= 10**-shift
        exponent = ideal
    else:
        root += root % 5 == 0
    return _fixed(0, root, exponent, _half_even(context))


def _exp_digits(number, digits):
    """e to a power, as a whole number of units of the last of so many places after the point."""
    # Halved until the series converges fast, then squared as often.
    halvings = max(number.adjusted() * 4, 0) + 8
    places = digits + halvings + max(number.adjusted(), 0) + 10
    one = 10**places
    shift = number._exp + places
    power = number._int * 10**shift if shift >= 0 else number._int // 10**-shift
    power >>= halvings
    power = -power if number._sign else power
    total, term, step = one, one, 1
    while term:
        term = term * power // (one * step)
        if term == -1:
            term = 0
        total += term
        step += 1
    for _ in range(halvings):
        total = total * total // one
    return total, places


def exp(number, context):
    nan = number._nan_of(number, context) if number._kind else None
    if nan is not None:
        return nan
    if number._kind:
        return _made(0, 0, 0) if number._sign else number
    if not number._int:
        return _made(0, 1, 0)
    if number.adjusted() > 8:
        return _fixed(0, 1, -10**10 if number._sign else 10**10, context)

    def digits_of(wanted):
        size = abs(int(number)) // 2 if number._sign else 0
        total, places = _exp_digits(number, wanted + size + 2)
        drop = count(total) - wanted
        return 0, total // 10**drop if drop > 0 else total, drop - places if drop > 0 else -places

    return _exact_enough(context, digits_of)


def _ln_digits(coefficient, exponent, places):
    """The logarithm of `coefficient * 10**exponent`, in units of the last of so many places after the point."""
    # To a number near 1, whose logarithm is a fast series of (x - 1) / (x + 1).
    one = 10 ** (places + 12)
    adjusted = count(coefficient) - 1 + exponent
    shift = places + 12 - (count(coefficient) - 1)
    value = coefficient * 10**shift if shift >= 0 else coefficient // 10**-shift
    roots = 0
    while abs(value - one) > one // 50:
        value = isqrt(value * one)
        roots += 1
    total = (_atanh(value - one, value + one, one) << roots + 1) + adjusted * _ln10(one)
    return total // 10**12


def _atanh(top, bottom, one):
    ratio = top * one // bottom
    square = ratio * ratio // one
    total, term, step = 0, ratio, 1
    while term and term != -1:
        total += term // step
        term = term * square // one
        step += 2
    return total


def _ln10(one):
    # 10 = 2**3 * 5/4, and 2 = 9/8 * (4/3)**2 ... by two series: ln 2 = 2 atanh(1/3), ln 5/4 = 2 atanh(1/9).
    return 6 * _atanh(1, 3, one) + 2 * _atanh(1, 9, one)


def _logarithm(number, context, exact, digits_at):
    nan = number._nan_of(number, context) if number._kind else None
    if nan is not None:
        return nan
    if number._kind:
        return _invalid(context) if number._sign else number
    if not number._int:
        return _infinity(1)
    if number._sign:
        return _invalid(context)
    result = exact(number)
    if result is not None:
        return _fixed(int(result < 0), abs(result), 0, context)

    def digits_of(wanted):
        places = wanted + 2
        while True:
            total = digits_at(places)
            if count(abs(total)) > wanted:
                return int(total < 0), abs(total), -places
            places += wanted - count(abs(total)) + 2

    return _exact_enough(context, digits_of)


def ln(number, context):
    return _logarithm(
        number,
        context,
        lambda number: 0 if number._order(Decimal(1)) == 0 else None,
        lambda places: _ln_digits(number._int, number._exp, places),
    )


def log10(number, context):
    def exact(number):
        digits = str(number._int).rstrip("0")
        return number.adjusted() if digits == "1" else None

    def digits_at(places):
        one = 10 ** (places + 12)
        return _ln_digits(number._int, number._exp, places + 12) * one // _ln10(one) // 10**12

    return _logarithm(number, context, exact, digits_at)


def power(base, exponent, context):
    nan = base._nan_of(exponent, context)
    if nan is not None:
        return nan
    if not exponent:
        return _invalid(context) if not base else _made(0, 1, 0)
    whole = exponent._kind is None and exponent._order(exponent.to_integral_value()) == 0
    sign = int(base._sign and whole and int(exponent) % 2)
    if base._sign and not whole and base:
        return _invalid(context)
    if not base:
        return _infinity(sign) if exponent._sign else _fixed(sign, 0, 0, context)
    if base._kind:
        return _fixed(sign, 0, 0, context) if exponent._sign else _infinity(sign)
    size = base.copy_abs()
    order = size._order(Decimal(1))
    if exponent._kind:
        if order == 0:
            return _fixed(0, 10 ** (context.prec - 1), 1 - context.prec, context)
        return _infinity() if (order > 0) != bool(exponent._sign) else _made(0, 0, 0)
    if whole and abs(int(exponent)) < 10**6:
        times = abs(int(exponent))
        if count(base._int) * times <= max(4 * context.prec, 2000):
            result = _made(sign, base._int**times, base._exp * times)
            return Decimal(1)._divide(result, context) if exponent._sign else result.__pos__(context)
    if order == 0:
        return _fixed(sign, 10 ** (context.prec - 1), 1 - context.prec, context)

    def digits_of(wanted):
        places = wanted + max(exponent.adjusted(), 0) + 25
        log = _ln_digits(size._int, size._exp, places)
        product = _made(int((log < 0) != bool(exponent._sign)), abs(log) * exponent._int, exponent._exp - places)
        big = abs(int(product)) // 2 if product._sign else 0
        total, at = _exp_digits(product, wanted + big + 2)
        drop = count(total) - wanted
        return sign, total // 10**drop if drop > 0 else total, drop - at if drop > 0 else -at

    return _exact_enough(context, digits_of)
