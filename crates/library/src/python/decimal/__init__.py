"""Decimal numbers of any precision."""

# Lacks: DecimalTuple HAVE_CONTEXTVAR HAVE_THREADS MIN_ETINY

from .contexts import (
    MAX_EMAX,
    MAX_PREC,
    MIN_EMIN,
    ROUND_05UP,
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    BasicContext,
    Context,
    DefaultContext,
    ExtendedContext,
    getcontext,
    localcontext,
    setcontext,
)
from .number import Decimal
from .signals import (
    Clamped,
    ConversionSyntax,
    DecimalException,
    DivisionByZero,
    DivisionImpossible,
    DivisionUndefined,
    FloatOperation,
    Inexact,
    InvalidContext,
    InvalidOperation,
    Overflow,
    Rounded,
    Subnormal,
    Underflow,
)
