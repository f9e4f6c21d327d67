"""Results that are made fit for a context."""

from . import contexts
from .signals import Clamped, Inexact, Overflow, Rounded, Subnormal, Underflow


def rounded(sign, whole, rest, half, rounding):
    """`whole`, or one more, for a rest that is less than, equal to or more than half of a unit."""
    if not rest:
        return whole
    compared = (2 * rest > half) - (2 * rest < half)
    if rounding == contexts.ROUND_HALF_EVEN:
        up = compared > 0 or compared == 0 and whole % 2 == 1
    elif rounding == contexts.ROUND_HALF_UP:
        up = compared >= 0
    elif rounding == contexts.ROUND_HALF_DOWN:
        up = compared > 0
    elif rounding == contexts.ROUND_UP:
        up = True
    elif rounding == contexts.ROUND_CEILING:
        up = not sign
    elif rounding == contexts.ROUND_FLOOR:
        up = bool(sign)
    elif rounding == contexts.ROUND_05UP:
        up = whole % 5 == 0
    else:
        up = False
    return whole + up


def shortened(sign, coefficient, digits, rounding):
    """The coefficient without its last digits, rounded, and whether these were not 0."""
    power = 10**digits
    whole, rest = divmod(coefficient, power)
    return rounded(sign, whole, rest, power, rounding), bool(rest)


def count(coefficient):
    return len(str(coefficient)) if coefficient else 1


def fixed(sign, coefficient, exponent, context):
    """Sign, coefficient and exponent as the context allows; a coefficient of `None` is infinity."""
    etiny, etop = context.Etiny(), context.Etop()
    if coefficient == 0:
        within = min(max(exponent, etiny), etop if context.clamp else context.Emax)
        if within != exponent:
            context.signal(Clamped)
        return sign, 0, within
    happened = []
    digits = count(coefficient)
    least = max(digits + exponent - context.prec, etiny)
    subnormal = digits + exponent - 1 < context.Emin
    if subnormal:
        happened.append(Subnormal)
    if exponent < least:
        coefficient, inexact = shortened(sign, coefficient, least - exponent, context.rounding)
        exponent = least
        happened.append(Rounded)
        if inexact:
            happened.append(Inexact)
            if subnormal:
                happened.append(Underflow)
        if count(coefficient) > context.prec:
            coefficient //= 10
            exponent += 1
        if coefficient == 0:
            happened.append(Clamped)
    if count(coefficient) + exponent - 1 > context.Emax and coefficient:
        context.signal(Overflow, Inexact, Rounded)
        down = context.rounding in (contexts.ROUND_DOWN, contexts.ROUND_05UP)
        toward_zero = down or context.rounding == (contexts.ROUND_CEILING if sign else contexts.ROUND_FLOOR)
        return (sign, 10**context.prec - 1, etop) if toward_zero else (sign, None, 0)
    if context.clamp and exponent > etop:
        happened.append(Clamped)
        coefficient *= 10 ** (exponent - etop)
        exponent = etop
    if happened:
        context.signal(*happened)
    return sign, coefficient, exponent
