"""`math.erf`, `erfc`, `gamma` and `lgamma`, which few programs call.

Source: Sun's `s_erf.c` (freely distributable, 1993), whose results the C library's functions have; CPython's `mathmodule.c`.
"""

from math import ceil as _ceil, copysign as _copysign, cos as _cos, exp as _exp, floor as _floor, fmod as _fmod, inf as _inf
from math import isfinite as _isfinite, isinf as _isinf, isnan as _isnan, log as _log, nan as _nan, pi as _pi, pow as _pow, sin as _sin
from struct import pack as _pack, unpack as _unpack

_ERX = 8.45062911510467529297e-01
_EFX = 1.28379167095512586316e-01
_PP = (
    1.28379167095512558561e-01, -3.25042107247001499370e-01, -2.84817495755985104766e-02, -5.77027029648944159157e-03,
    -2.37630166566501626084e-05,
)
_QQ = (
    1.0, 3.97917223959155352819e-01, 6.50222499887672944485e-02, 5.08130628187576562776e-03, 1.32494738004321644526e-04,
    -3.96022827877536812320e-06,
)
_PA = (
    -2.36211856075265944077e-03, 4.14856118683748331666e-01, -3.72207876035701323847e-01, 3.18346619901161753674e-01,
    -1.10894694282396677476e-01, 3.54783043256182359371e-02, -2.16637559486879084300e-03,
)
_QA = (
    1.0, 1.06420880400844228286e-01, 5.40397917702171048937e-01, 7.18286544141962662868e-02, 1.26171219808761642112e-01,
    1.36370839120290507362e-02, 1.19844998467991074170e-02,
)
_RA = (
    -9.86494403484714822705e-03, -6.93858572707181764372e-01, -1.05586262253232909814e+01, -6.23753324503260060396e+01,
    -1.62396669462573470355e+02, -1.84605092906711035994e+02, -8.12874355063065934246e+01, -9.81432934416914548592e+00,
)
_SA = (
    1.0, 1.96512716674392571292e+01, 1.37657754143519042600e+02, 4.34565877475229228821e+02, 6.45387271733267880336e+02,
    4.29008140027567833386e+02, 1.08635005541779435134e+02, 6.57024977031928170135e+00, -6.04244152148580987438e-02,
)
_RB = (
    -9.86494292470009928597e-03, -7.99283237680523006574e-01, -1.77579549177547519889e+01, -1.60636384855821916062e+02,
    -6.37566443368389627722e+02, -1.02509513161107724954e+03, -4.83519191608651397019e+02,
)
_SB = (
    1.0, 3.03380607434824582924e+01, 3.25792512996573918826e+02, 1.53672958608443695994e+03, 3.19985821950859553908e+03,
    2.55305040643316442583e+03, 4.74528541206955367215e+02, -2.24409524465858183362e+01,
)


def _polynomial(coefficients, x):
    result = 0.0
    for coefficient in reversed(coefficients):
        result = result * x + coefficient
    return result


def _by_pairs(coefficients, x):
    """The same in the order in which the GNU C library computes it."""
    square = x * x
    powers = (1.0, square, square * square, square * square * square, square * square * (square * square))
    result = 0.0
    for at, power in zip(range(0, len(coefficients), 2), powers):
        pair = coefficients[at:at + 2]
        term = pair[0] + x * pair[1] if len(pair) == 2 else pair[0]
        result += power * term
    return result


def _tail(x):
    """`erfc(x)` for x from 1.25."""
    s = 1 / (x * x)
    if x < 1 / 0.35:
        r, s = _by_pairs(_RA, s), _by_pairs(_SA, s)
    else:
        r, s = _by_pairs(_RB, s), _by_pairs(_SB, s)
    z, = _unpack("<d", b"\0\0\0\0" + _pack("<d", x)[4:])
    return _exp(-z * z - 0.5625) * _exp((z - x) * (z + x) + r / s) / x


def erf(x):
    if not _isfinite(x):
        return x if _isnan(x) else _copysign(1.0, x)
    size = abs(x)
    if size < 0.84375:
        if size < 2.0 ** -28:
            return 0.125 * (8 * x + 8 * _EFX * x) if size < 2.848094538889218e-306 else x + _EFX * x
        z = x * x
        return x + x * (_by_pairs(_PP, z) / _by_pairs(_QQ, z))
    if size < 1.25:
        s = size - 1
        return _copysign(_ERX + _by_pairs(_PA, s) / _by_pairs(_QA, s), x)
    return _copysign(1.0 if size >= 6 else 1 - _tail(size), x)


def erfc(x):
    if not _isfinite(x):
        return x if _isnan(x) else 0.0 if x > 0 else 2.0
    size = abs(x)
    if size < 0.84375:
        if size < 2.0 ** -56:
            return 1 - x
        z = x * x
        y = _by_pairs(_PP, z) / _by_pairs(_QQ, z)
        return 1 - (x + x * y) if x < 0.25 else 0.5 - (x - 0.5 + x * y)
    if size < 1.25:
        s = size - 1
        ratio = _by_pairs(_PA, s) / _by_pairs(_QA, s)
        return 1 - _ERX - ratio if x >= 0 else 1 + (_ERX + ratio)
    if size < 28:
        if x < -6:
            return 2.0
        return _tail(size) if x > 0 else 2 - _tail(size)
    return 0.0 if x > 0 else 2.0


_G = 6.024680040776729583740234375
_NUMERATOR = (
    23531376880.410759688572007674451636754734846804940, 42919803642.649098768957899047001988850926355848959,
    35711959237.355668049440185451547166705960488635843, 17921034426.037209699919755754458931112671403265390,
    6039542586.3520280050642916443072979210699388420708, 1439720407.3117216736632230727949123939715485786372,
    248874557.86205415651146038641322942321632125127801, 31426415.585400194380614231628318205362874684987640,
    2876370.6289353724412254090516208496135991145378768, 186056.26539522349504029498971604569928220784236328,
    8071.6720023658162106380029022722506138218516325024, 210.82427775157934587250973392071336271166969580291,
    2.5066282746310002701649081771338373386264310793408,
)
_DENOMINATOR = (
    0.0, 39916800.0, 120543840.0, 150917976.0, 105258076.0, 45995730.0, 13339535.0, 2637558.0, 357423.0, 32670.0, 1925.0, 66.0, 1.0,
)
_LOG_PI = 1.144729885849400174143427351353058711647


def _lanczos(x):
    if x < 5.0:
        return _polynomial(_NUMERATOR, x) / _polynomial(_DENOMINATOR, x)
    top = bottom = 0.0
    for one, other in zip(_NUMERATOR, _DENOMINATOR):
        top, bottom = top / x + one, bottom / x + other
    return top / bottom


def _sin_pi(x):
    y = _fmod(abs(x), 2.0)
    n = int(2.0 * y + 0.5)
    if n == 0 or n == 4:
        r = _sin(_pi * (y if n == 0 else y - 2.0))
    elif n == 1 or n == 3:
        r = _cos(_pi * (y - (0.5 if n == 1 else 1.5)))
        r = r if n == 1 else -r
    else:
        r = _sin(_pi * (1.0 - y))
    return _copysign(1.0, x) * r


def gamma(x):
    if not _isfinite(x):
        if _isnan(x) or x > 0:
            return x
        raise ValueError("math domain error")
    if x == 0:
        raise ValueError("math domain error")
    if x == _floor(x):
        if x < 0:
            raise ValueError("math domain error")
        if x <= 23:
            result = 1.0
            for factor in range(2, int(x)):
                result *= factor
            return result
    size = abs(x)
    if size < 1e-20:
        return _whole(1.0 / x)
    if size > 200.0:
        if x < 0:
            return 0.0 / _sin_pi(x)
        raise OverflowError("math range error")
    y = size + (_G - 0.5)
    if size > _G - 0.5:
        z = y - size - (_G - 0.5)
    else:
        z = y - (_G - 0.5) - size
    z = z * _G / y
    if x < 0:
        r = -_pi / _sin_pi(size) / size * _exp(y) / _lanczos(size)
        r -= z * r
        if size < 140.0:
            r /= _pow(y, size - 0.5)
        else:
            root = _pow(y, size / 2.0 - 0.25)
            r = r / root / root
    else:
        r = _lanczos(size) / _exp(y)
        r += z * r
        if size < 140.0:
            r *= _pow(y, size - 0.5)
        else:
            root = _pow(y, size / 2.0 - 0.25)
            r = r * root * root
    return _whole(r)


def _whole(number):
    if _isinf(number):
        raise OverflowError("math range error")
    return number


def lgamma(x):
    if not _isfinite(x):
        return x if _isnan(x) else _inf
    if x == _floor(x) and x <= 2.0:
        if x <= 0:
            raise ValueError("math domain error")
        return 0.0
    size = abs(x)
    if size < 1e-20:
        return -_log(size)
    r = _log(_lanczos(size)) - _G
    r += (size - 0.5) * (_log(size + _G - 0.5) - 1)
    if x < 0:
        r = _LOG_PI - _log(abs(_sin_pi(size))) - _log(size) - r
    return _whole(r)
