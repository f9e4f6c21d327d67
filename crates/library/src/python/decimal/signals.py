"""What can be special about a result: signals, which contexts note or raise."""


def _named(name, *bases):
    return type(name, bases, {"__module__": "decimal"})


DecimalException = _named("DecimalException", ArithmeticError)
Clamped = _named("Clamped", DecimalException)
InvalidOperation = _named("InvalidOperation", DecimalException)
DivisionByZero = _named("DivisionByZero", DecimalException, ZeroDivisionError)
Inexact = _named("Inexact", DecimalException)
Rounded = _named("Rounded", DecimalException)
Subnormal = _named("Subnormal", DecimalException)
Overflow = _named("Overflow", Inexact, Rounded)
Underflow = _named("Underflow", Inexact, Rounded, Subnormal)
FloatOperation = _named("FloatOperation", DecimalException, TypeError)
# Kinds of invalid operations.
ConversionSyntax = _named("ConversionSyntax", InvalidOperation)
DivisionImpossible = _named("DivisionImpossible", InvalidOperation)
DivisionUndefined = _named("DivisionUndefined", InvalidOperation, ZeroDivisionError)
InvalidContext = _named("InvalidContext", InvalidOperation)

# In the order in which they are raised.
SIGNALS = (
    InvalidOperation, FloatOperation, DivisionByZero, Overflow, Underflow, Subnormal, Inexact, Rounded, Clamped,
)
# In the order in which they are shown.
SHOWN = (
    Clamped, InvalidOperation, DivisionByZero, Inexact, FloatOperation, Overflow, Rounded, Subnormal, Underflow,
)


def signal_of(condition):
    """The signal that a kind of it belongs to."""
    return InvalidOperation if issubclass(condition, InvalidOperation) else condition
