"""How results are rounded, and which signals raise."""

from contextvars import ContextVar

from .signals import SHOWN, SIGNALS, Clamped, DivisionByZero, InvalidOperation, Overflow, Underflow, signal_of

ROUND_UP = "ROUND_UP"
ROUND_DOWN = "ROUND_DOWN"
ROUND_CEILING = "ROUND_CEILING"
ROUND_FLOOR = "ROUND_FLOOR"
ROUND_HALF_UP = "ROUND_HALF_UP"
ROUND_HALF_DOWN = "ROUND_HALF_DOWN"
ROUND_HALF_EVEN = "ROUND_HALF_EVEN"
ROUND_05UP = "ROUND_05UP"
_ROUNDINGS = (
    ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP,
)
MAX_PREC = MAX_EMAX = 999999999999999999
MIN_EMIN = -MAX_EMAX


def check_rounding(rounding):
    if rounding not in _ROUNDINGS:
        lines = [", ".join(_ROUNDINGS[at:at + 4 - (at > 0)]) for at in (0, 4, 7)]
        raise TypeError("valid values for rounding are:\n  [" + ",\n   ".join(lines) + "]")
    return rounding


class _Signals(dict):
    """Which signals are set."""

    def __init__(self, chosen):
        super().__init__({signal: signal in chosen for signal in SIGNALS})

    def __setitem__(self, signal, value):
        if signal not in self:
            raise KeyError("invalid error flag")
        super().__setitem__(signal, bool(value))


def _signals(value):
    return _Signals([signal for signal in value if value[signal]] if isinstance(value, dict) else value)


class Context:
    __module__ = "decimal"

    def __init__(
        self, prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, traps=None
    ):
        default = DefaultContext
        self.prec = default.prec if prec is None else prec
        self.rounding = default.rounding if rounding is None else rounding
        self.Emin = default.Emin if Emin is None else Emin
        self.Emax = default.Emax if Emax is None else Emax
        self.capitals = default.capitals if capitals is None else capitals
        self.clamp = default.clamp if clamp is None else clamp
        self.flags = _signals([] if flags is None else flags)
        self.traps = _signals(default.traps if traps is None else traps)

    def __setattr__(self, name, value):
        limits = {"prec": (1, MAX_PREC), "Emin": (MIN_EMIN, 0), "Emax": (0, MAX_EMAX), "capitals": (0, 1), "clamp": (0, 1)}
        if name in limits:
            if not isinstance(value, int):
                raise TypeError("an integer is required")
            low, high = limits[name]
            if not low <= value <= high:
                span = f"valid values for {name} are 0 or 1" if high == 1 else f"valid range for {name} is [{_end(low)}, {_end(high)}]"
                raise ValueError(span)
        elif name == "rounding":
            check_rounding(value)
        elif name in ("flags", "traps"):
            value = _signals(value)
        else:
            raise AttributeError(f"'decimal.Context' object has no attribute '{name}'")
        object.__setattr__(self, name, value)

    def __repr__(self):
        names = [", ".join(signal.__name__ for signal in SHOWN if chosen[signal]) for chosen in (self.flags, self.traps)]
        return (
            f"Context(prec={self.prec}, rounding={self.rounding}, Emin={self.Emin}, Emax={self.Emax}, "
            f"capitals={self.capitals}, clamp={self.clamp}, flags=[{names[0]}], traps=[{names[1]}])"
        )

    def copy(self):
        return Context(
            self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp, self.flags, self.traps
        )

    __copy__ = copy

    def clear_flags(self):
        self.flags = []

    def clear_traps(self):
        self.traps = []

    def Etiny(self):
        return self.Emin - self.prec + 1

    def Etop(self):
        return self.Emax - self.prec + 1

    def signal(self, *conditions):
        """Notes what happened, and raises the first of it that is trapped."""
        for condition in conditions:
            self.flags[signal_of(condition)] = True
        trapped = [each for each in conditions if self.traps[signal_of(each)]]
        if trapped:
            trapped.sort(key=lambda condition: SIGNALS.index(signal_of(condition)))
            raise signal_of(trapped[0])(trapped)

    def create_decimal(self, num="0", /):
        from .number import Decimal

        return Decimal(num, self).__pos__(self)

    def create_decimal_from_float(self, f, /):
        from .number import Decimal

        return Decimal.from_float(f).__pos__(self)


def _end(number):
    return {MAX_PREC: "MAX_PREC", MIN_EMIN: "MIN_EMIN"}.get(number, number)


def _method(name):
    def method(self, x, /, *others):
        from .number import Decimal, converted

        value = converted(x)
        if value is NotImplemented:
            raise TypeError(f"conversion from {type(x).__name__} to Decimal is not supported")
        return getattr(Decimal, name)(value, *others, context=self)

    return method


for _own, _name in (
    ("add", "_add"), ("subtract", "_subtract"), ("multiply", "_multiply"), ("divide", "_divide"), ("plus", "__pos__"),
    ("minus", "__neg__"), ("abs", "__abs__"), ("power", "_power"), ("sqrt", "sqrt"), ("exp", "exp"), ("ln", "ln"),
    ("log10", "log10"), ("quantize", "_quantize"), ("remainder", "_remainder"), ("divide_int", "_divide_int"),
    ("compare", "compare"), ("normalize", "normalize"), ("max", "max"), ("min", "min"), ("to_sci_string", "_text"),
):
    setattr(Context, _own, _method(_name))


class _Defaults:
    """Stands for the default context while that is made."""

    prec, rounding, Emin, Emax, capitals, clamp = 28, ROUND_HALF_EVEN, -999999, 999999, 1, 0
    traps = (DivisionByZero, Overflow, InvalidOperation)


DefaultContext = _Defaults
DefaultContext = Context()
BasicContext = Context(
    prec=9, rounding=ROUND_HALF_UP, traps=[DivisionByZero, Overflow, InvalidOperation, Clamped, Underflow]
)
ExtendedContext = Context(prec=9, rounding=ROUND_HALF_EVEN, traps=[])
_current = ContextVar("decimal_context")


def getcontext():
    context = _current.get(None)
    if context is None:
        context = DefaultContext.copy()
        _current.set(context)
    return context


def setcontext(context, /):
    if not isinstance(context, Context):
        raise TypeError("argument must be a context")
    _current.set(context.copy() if context in (DefaultContext, BasicContext, ExtendedContext) else context)


class _Manager:
    def __init__(self, context):
        self._new = context

    def __enter__(self):
        self._before = getcontext()
        setcontext(self._new)
        return self._new

    def __exit__(self, *exc_info):
        setcontext(self._before)


def localcontext(ctx=None, **changes):
    context = (getcontext() if ctx is None else ctx).copy()
    for name, value in changes.items():
        setattr(context, name, value)
    return _Manager(context)
