"""Functions of complex numbers, as CPython's `cmathmodule.c` has them (after Kahan, "Branch cuts for complex elementary functions")."""

from math import e, inf, nan, pi, tau
from math import asinh as _asinh, atan2 as _atan2, copysign as _copysign, cos as _cos, cosh as _cosh, exp as _exp
from math import hypot as _hypot, isfinite as _isfinite, isinf as _isinf, isnan as _isnan, ldexp as _ldexp, log as _log, log1p as _log1p
from math import sin as _sin, sinh as _sinh, sqrt as _sqrt, tan as _tan, tanh as _tanh

infj, nanj = complex(0.0, inf), complex(0.0, nan)

_LARGE = 1.7976931348623157e308 / 4
_SQRT_LARGE = _sqrt(_LARGE)
_LOG_LARGE = _log(_LARGE)
_LEAST = 2.2250738585072014e-308
_SQRT_LEAST = _sqrt(_LEAST)
_LN2, _LN10 = 0.6931471805599453094, 2.302585092994045684
_SCALE_UP, _SCALE_DOWN = 53, -27

# Rows and columns of the tables of special values: what kind of number the real and the imaginary part is.
_NINF, _NEG, _NZERO, _PZERO, _POS, _PINF, _NAN = range(7)


def _kind(number):
    if _isfinite(number):
        if number != 0:
            return _POS if number > 0 else _NEG
        return _PZERO if _copysign(1, number) > 0 else _NZERO
    if _isnan(number):
        return _NAN
    return _PINF if number > 0 else _NINF


def _table(text):
    """Seven rows of seven values, of which those that are finite for finite arguments are never asked for."""
    values = {
        "U": 0.0, "0": 0.0, "-0": -0.0, "i": inf, "-i": -inf, "n": nan, "p": pi, "-p": -pi, "h": pi / 2, "-h": -pi / 2, "q": pi / 4, "-q": -pi / 4,
        "t": 0.75 * pi, "-t": -0.75 * pi, "1": 1.0, "-1": -1.0,
    }
    pairs = [tuple([values[word] for word in pair.split(",")]) for pair in text.split()]
    return [pairs[7 * row:7 * row + 7] for row in range(7)]


_ACOS = """
t,i p,i p,i p,-i p,-i t,-i n,i
h,i U,U U,U U,U U,U h,-i n,n
h,i U,U h,0 h,-0 U,U h,-i h,n
h,i U,U h,0 h,-0 U,U h,-i h,n
h,i U,U U,U U,U U,U h,-i n,n
q,i 0,i 0,i 0,-i 0,-i q,-i n,i
n,i n,n n,n n,n n,n n,-i n,n"""

_ACOSH = """
i,-t i,-p i,-p i,p i,p i,t i,n
i,-h U,U U,U U,U U,U i,h n,n
i,-h U,U 0,-h 0,h U,U i,h n,n
i,-h U,U 0,-h 0,h U,U i,h n,n
i,-h U,U U,U U,U U,U i,h n,n
i,-q i,-0 i,-0 i,0 i,0 i,q i,n
i,n n,n n,n n,n n,n i,n n,n"""

_ASINH = """
-i,-q -i,-0 -i,-0 -i,0 -i,0 -i,q -i,n
-i,-h U,U U,U U,U U,U -i,h n,n
-i,-h U,U -0,-0 -0,0 U,U -i,h n,n
i,-h U,U 0,-0 0,0 U,U i,h n,n
i,-h U,U U,U U,U U,U i,h n,n
i,-q i,-0 i,-0 i,0 i,0 i,q i,n
i,n n,n n,-0 n,0 n,n i,n n,n"""

_ATANH = """
-0,-h -0,-h -0,-h -0,h -0,h -0,h -0,n
-0,-h U,U U,U U,U U,U -0,h n,n
-0,-h U,U -0,-0 -0,0 U,U -0,h -0,n
0,-h U,U 0,-0 0,0 U,U 0,h 0,n
0,-h U,U U,U U,U U,U 0,h n,n
0,-h 0,-h 0,-h 0,h 0,h 0,h 0,n
0,-h n,n n,n n,n n,n 0,h n,n"""

_COSH = """
i,n U,U i,0 i,-0 U,U i,n i,n
n,n U,U U,U U,U U,U n,n n,n
n,0 U,U 1,0 1,-0 U,U n,0 n,0
n,0 U,U 1,-0 1,0 U,U n,0 n,0
n,n U,U U,U U,U U,U n,n n,n
i,n U,U i,-0 i,0 U,U i,n i,n
n,n n,n n,0 n,0 n,n n,n n,n"""

_EXP = """
0,0 U,U 0,-0 0,0 U,U 0,0 0,0
n,n U,U U,U U,U U,U n,n n,n
n,n U,U 1,-0 1,0 U,U n,n n,n
n,n U,U 1,-0 1,0 U,U n,n n,n
n,n U,U U,U U,U U,U n,n n,n
i,n U,U i,-0 i,0 U,U i,n i,n
n,n n,n n,-0 n,0 n,n n,n n,n"""

_LOG = """
i,-t i,-p i,-p i,p i,p i,t i,n
i,-h U,U U,U U,U U,U i,h n,n
i,-h U,U -i,-p -i,p U,U i,h n,n
i,-h U,U -i,-0 -i,0 U,U i,h n,n
i,-h U,U U,U U,U U,U i,h n,n
i,-q i,-0 i,-0 i,0 i,0 i,q i,n
i,n n,n n,n n,n n,n i,n n,n"""

_SINH = """
i,n U,U -i,-0 -i,0 U,U i,n i,n
n,n U,U U,U U,U U,U n,n n,n
0,n U,U -0,-0 -0,0 U,U 0,n 0,n
0,n U,U 0,-0 0,0 U,U 0,n 0,n
n,n U,U U,U U,U U,U n,n n,n
i,n U,U i,-0 i,0 U,U i,n i,n
n,n n,n n,-0 n,0 n,n n,n n,n"""

_SQRT = """
i,-i 0,-i 0,-i 0,i 0,i i,i n,i
i,-i U,U U,U U,U U,U i,i n,n
i,-i U,U 0,-0 0,0 U,U i,i n,n
i,-i U,U 0,-0 0,0 U,U i,i n,n
i,-i U,U U,U U,U U,U i,i n,n
i,-i i,-0 i,-0 i,0 i,0 i,i i,n
i,-i n,n n,n n,n n,n i,i n,n"""

_TANH = """
-1,0 U,U -1,-0 -1,0 U,U -1,0 -1,0
n,n U,U U,U U,U U,U n,n n,n
-0,n U,U -0,-0 -0,0 U,U -0,n n,n
0,n U,U 0,-0 0,0 U,U 0,n n,n
n,n U,U U,U U,U U,U n,n n,n
1,0 U,U 1,-0 1,0 U,U 1,0 1,0
n,n n,n n,-0 n,0 n,n n,n n,n"""

_tables = {}


def _special(text, x, y):
    """What a table has for arguments of which one is not finite."""
    if text not in _tables:
        _tables[text] = _table(text)
    return _tables[text][_kind(x)][_kind(y)]


def _parts(z):
    if isinstance(z, complex):
        return z.real, z.imag
    if isinstance(z, float):
        return float(z), 0.0
    kind = type(z)
    if hasattr(kind, "__complex__"):
        made = complex(z)
        return made.real, made.imag
    if hasattr(kind, "__float__") or hasattr(kind, "__index__"):
        return float(z), 0.0
    raise TypeError(f"must be real number, not {kind.__name__}")


def _function(compute):
    name = compute.__name__

    def function(z, /):
        real, imag = _checked(compute, *_parts(z))
        return complex(real, imag)

    function.__name__ = function.__qualname__ = name
    function.__in_c__ = True
    return function


def _checked(compute, x, y):
    try:
        return compute(x, y)
    except OverflowError:
        raise OverflowError("math range error") from None
    except ValueError:
        raise ValueError("math domain error") from None


def _finite(x, y):
    return _isfinite(x) and _isfinite(y)


def _mirrored(parts, x, y):
    """A function by its hyperbolic one: f(z) = -i g(iz)."""
    real, imag = parts(-y, x)
    return imag, -real


def _log_large(x, y):
    """The logarithm of twice the size of a number whose size may be infinite."""
    return _log(_hypot(x / 2.0, y / 2.0)) + _LN2 * 2.0


def _sqrt_parts(x, y):
    if not _finite(x, y):
        return _special(_SQRT, x, y)
    if x == 0 and y == 0:
        return 0.0, y
    ax, ay = abs(x), abs(y)
    if ax < _LEAST and ay < _LEAST and (ax > 0 or ay > 0):
        ax = _ldexp(ax, _SCALE_UP)
        s = _ldexp(_sqrt(ax + _hypot(ax, _ldexp(ay, _SCALE_UP))), _SCALE_DOWN)
    else:
        ax /= 8.0
        s = 2.0 * _sqrt(ax + _hypot(ax, ay / 8.0))
    d = ay / (2.0 * s)
    if x >= 0:
        return s, _copysign(d, y)
    return d, _copysign(s, y)


@_function
def sqrt(x, y):
    return _sqrt_parts(x, y)


@_function
def acos(x, y):
    if not _finite(x, y):
        return _special(_ACOS, x, y)
    if abs(x) > _LARGE or abs(y) > _LARGE:
        real = _atan2(abs(y), x)
        if x < 0:
            return real, -_copysign(_log_large(x, y), y)
        return real, _copysign(_log_large(x, y), -y)
    a, b = _sqrt_parts(1.0 - x, -y)
    c, d = _sqrt_parts(1.0 + x, y)
    return 2.0 * _atan2(a, c), _asinh(c * b - d * a)


@_function
def acosh(x, y):
    if not _finite(x, y):
        return _special(_ACOSH, x, y)
    if abs(x) > _LARGE or abs(y) > _LARGE:
        return _log_large(x, y), _atan2(y, x)
    a, b = _sqrt_parts(x - 1.0, y)
    c, d = _sqrt_parts(x + 1.0, y)
    return _asinh(a * c + b * d), 2.0 * _atan2(b, c)


def _asinh_parts(x, y):
    if not _finite(x, y):
        return _special(_ASINH, x, y)
    if abs(x) > _LARGE or abs(y) > _LARGE:
        length = _log_large(x, y)
        real = _copysign(length, x) if y >= 0 else -_copysign(length, -x)
        return real, _atan2(y, abs(x))
    a, b = _sqrt_parts(1.0 + y, -x)
    c, d = _sqrt_parts(1.0 - y, x)
    return _asinh(a * d - c * b), _atan2(y, a * c - b * d)


@_function
def asinh(x, y):
    return _asinh_parts(x, y)


@_function
def asin(x, y):
    return _mirrored(_asinh_parts, x, y)


def _atanh_parts(x, y):
    if not _finite(x, y):
        return _special(_ATANH, x, y)
    if x < 0 or (x == 0 and _copysign(1, x) < 0):
        real, imag = _atanh_parts(-x, -y)
        return -real, -imag
    ay = abs(y)
    if x > _SQRT_LARGE or ay > _SQRT_LARGE:
        h = _hypot(x / 2.0, y / 2.0)
        return x / 4.0 / h / h, -_copysign(pi / 2.0, -y)
    if x == 1.0 and ay < _SQRT_LEAST:
        if ay == 0:
            raise ValueError
        return -_log(_sqrt(ay) / _sqrt(_hypot(ay, 2.0))), _copysign(_atan2(2.0, -ay) / 2, y)
    return _log1p(4.0 * x / ((1 - x) * (1 - x) + ay * ay)) / 4.0, -_atan2(-2.0 * y, (1 - x) * (1 + x) - ay * ay) / 2.0


@_function
def atanh(x, y):
    return _atanh_parts(x, y)


@_function
def atan(x, y):
    return _mirrored(_atanh_parts, x, y)


def _hyperbolic_special(table, x, y, signs):
    """`cosh` and `sinh` where a part is not finite; the signs of the result's parts are for a negative real part."""
    if _isinf(x) and _isfinite(y) and y != 0:
        real, imag = signs if x < 0 else (1, 1)
        result = real * _copysign(inf, _cos(y)), imag * _copysign(inf, _sin(y))
    else:
        result = _special(table, x, y)
    if _isinf(y) and not _isnan(x):
        raise ValueError
    return result


def _cosh_parts(x, y):
    if not _finite(x, y):
        return _hyperbolic_special(_COSH, x, y, (1, -1))
    if abs(x) > _LOG_LARGE:
        less = x - _copysign(1.0, x)
        return _whole(_cos(y) * _cosh(less) * e, _sin(y) * _sinh(less) * e)
    return _whole(_cos(y) * _cosh(x), _sin(y) * _sinh(x))


def _whole(real, imag):
    if _isinf(real) or _isinf(imag):
        raise OverflowError
    return real, imag


@_function
def cosh(x, y):
    return _cosh_parts(x, y)


@_function
def cos(x, y):
    return _cosh_parts(-y, x)


@_function
def exp(x, y):
    if not _finite(x, y):
        if _isinf(x) and _isfinite(y) and y != 0:
            size = inf if x > 0 else 0.0
            result = _copysign(size, _cos(y)), _copysign(size, _sin(y))
        else:
            result = _special(_EXP, x, y)
        if _isinf(y) and (_isfinite(x) or x == inf):
            raise ValueError
        return result
    if x > _LOG_LARGE:
        size = _exp(x - 1.0)
        return _whole(size * _cos(y) * e, size * _sin(y) * e)
    size = _exp(x)
    return _whole(size * _cos(y), size * _sin(y))


def _log_parts(x, y):
    if not _finite(x, y):
        return _special(_LOG, x, y)
    ax, ay = abs(x), abs(y)
    if ax > _LARGE or ay > _LARGE:
        real = _log(_hypot(ax / 2.0, ay / 2.0)) + _LN2
    elif ax < _LEAST and ay < _LEAST:
        if ax == 0 and ay == 0:
            raise ValueError
        real = _log(_hypot(_ldexp(ax, 53), _ldexp(ay, 53))) - 53 * _LN2
    else:
        h = _hypot(ax, ay)
        if 0.71 <= h <= 1.73:
            ax, ay = max(ax, ay), min(ax, ay)
            real = _log1p((ax - 1) * (ax + 1) + ay * ay) / 2.0
        else:
            real = _log(h)
    return real, _atan2(y, x)


def log(z, base=None, /):
    real, imag = _checked(_log_parts, *_parts(z))
    result = complex(real, imag)
    if base is not None:
        real, imag = _checked(_log_parts, *_parts(base))
        try:
            result /= complex(real, imag)
        except ZeroDivisionError:
            raise ValueError("math domain error") from None
    return result


log.__in_c__ = True


@_function
def log10(x, y):
    real, imag = _log_parts(x, y)
    return real / _LN10, imag / _LN10


def _sinh_parts(x, y):
    if not _finite(x, y):
        return _hyperbolic_special(_SINH, x, y, (-1, 1))
    if abs(x) > _LOG_LARGE:
        less = x - _copysign(1.0, x)
        return _whole(_cos(y) * _sinh(less) * e, _sin(y) * _cosh(less) * e)
    return _whole(_cos(y) * _sinh(x), _sin(y) * _cosh(x))


@_function
def sinh(x, y):
    return _sinh_parts(x, y)


@_function
def sin(x, y):
    return _mirrored(_sinh_parts, x, y)


def _tanh_parts(x, y):
    if not _finite(x, y):
        if _isinf(x) and _isfinite(y) and y != 0:
            result = _copysign(1.0, x), _copysign(0.0, 2.0 * _sin(y) * _cos(y))
        else:
            result = _special(_TANH, x, y)
        if _isinf(y) and _isfinite(x):
            raise ValueError
        return result
    if abs(x) > _LOG_LARGE:
        return _copysign(1.0, x), 4.0 * _sin(y) * _cos(y) * _exp(-2.0 * abs(x))
    tx, ty = _tanh(x), _tan(y)
    cx = 1.0 / _cosh(x)
    txty = tx * ty
    divisor = 1.0 + txty * txty
    return tx * (1.0 + ty * ty) / divisor, ty / divisor * cx * cx


@_function
def tanh(x, y):
    return _tanh_parts(x, y)


@_function
def tan(x, y):
    return _mirrored(_tanh_parts, x, y)


def phase(z, /):
    x, y = _parts(z)
    return _atan2(y, x)


def polar(z, /):
    x, y = _parts(z)
    size = _hypot(x, y)
    if _isinf(size) and _finite(x, y):
        raise OverflowError("math range error")
    return size, _atan2(y, x)


def rect(r, phi, /):
    for number in (r, phi):
        if not hasattr(type(number), "__float__") and not hasattr(type(number), "__index__"):
            raise TypeError(f"must be real number, not {type(number).__name__}")
    r, phi = float(r), float(phi)
    if not _finite(r, phi):
        if _isinf(r) and _isfinite(phi) and phi != 0:
            real, imag = _copysign(inf, _cos(phi)), _copysign(inf, _sin(phi))
            result = (real, imag) if r > 0 else (-real, -imag)
        elif _isnan(r) and phi == 0:
            result = nan, 0.0
        elif r == 0:
            result = 0.0, 0.0
        elif _isinf(r) and phi == 0:
            result = r, (phi if r > 0 else -phi)
        elif _isinf(r):
            result = inf, nan
        else:
            result = nan, nan
        if r != 0 and not _isnan(r) and _isinf(phi):
            raise ValueError("math domain error")
        return complex(*result)
    if phi == 0:
        return complex(r, r * phi)
    return complex(r * _cos(phi), r * _sin(phi))


def isfinite(z, /):
    return _finite(*_parts(z))


def isnan(z, /):
    x, y = _parts(z)
    return _isnan(x) or _isnan(y)


def isinf(z, /):
    x, y = _parts(z)
    return _isinf(x) or _isinf(y)


def isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0):
    a, b = complex(*_parts(a)), complex(*_parts(b))
    if rel_tol < 0 or abs_tol < 0:
        raise ValueError("tolerances must be non-negative")
    if a == b:
        return True
    if isinf(a) or isinf(b):
        return False
    apart = abs(a - b)
    return apart <= rel_tol * abs(b) or apart <= rel_tol * abs(a) or apart <= abs_tol


for _each in (phase, polar, rect, isfinite, isnan, isinf, isclose):
    _each.__in_c__ = True
del _each
