"""`statistics.NormalDist`. Source of its quantiles: Wichura, "Algorithm AS241" (1988)."""

from math import erf as _erf, exp as _exp, hypot as _hypot, log as _log, sqrt as _sqrt, tau as _tau

from statistics import StatisticsError as _StatisticsError
from statistics import fmean as _fmean, stdev as _stdev

_SQRT2 = _sqrt(2.0)

_NEAR = (
    (
        2.5090809287301226727e+3, 3.3430575583588128105e+4, 6.7265770927008700853e+4, 4.5921953931549871457e+4,
        1.3731693765509461125e+4, 1.9715909503065514427e+3, 1.3314166789178437745e+2, 3.3871328727963666080e+0,
    ),
    (
        5.2264952788528545610e+3, 2.8729085735721942674e+4, 3.9307895800092710610e+4, 2.1213794301586595867e+4,
        5.3941960214247511077e+3, 6.8718700749205790830e+2, 4.2313330701600911252e+1, 1.0,
    ),
)
_FAR = (
    (
        7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1, 1.27045825245236838258e+0,
        3.64784832476320460504e+0, 5.76949722146069140550e+0, 4.63033784615654529590e+0, 1.42343711074968357734e+0,
    ),
    (
        1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1,
        6.89767334985100004550e-1, 1.67638483018380384940e+0, 2.05319162663775882187e+0, 1.0,
    ),
)
_FARTHEST = (
    (
        2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3, 2.65321895265761230930e-2,
        2.96560571828504891230e-1, 1.78482653991729133580e+0, 5.46378491116411436990e+0, 6.65790464350110377720e+0,
    ),
    (
        2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4,
        1.48753612908506148525e-2, 1.36929880922735805310e-1, 5.99832206555887937690e-1, 1.0,
    ),
)


def _polynomial(coefficients, r):
    result = 0.0
    for coefficient in coefficients:
        result = result * r + coefficient
    return result


def _quantile(p):
    q = p - 0.5
    if abs(q) <= 0.425:
        r = 0.180625 - q * q
        return _polynomial(_NEAR[0], r) * q / _polynomial(_NEAR[1], r)
    r = _sqrt(-_log(p if q <= 0.0 else 1.0 - p))
    (numerator, denominator), r = (_FAR, r - 1.6) if r <= 5.0 else (_FARTHEST, r - 5.0)
    x = _polynomial(numerator, r) / _polynomial(denominator, r)
    return -x if q < 0.0 else x


class NormalDist:
    __module__ = "statistics"
    __slots__ = ("_mu", "_sigma")

    def __init__(self, mu=0.0, sigma=1.0):
        if sigma < 0.0:
            raise _StatisticsError("sigma must be non-negative")
        self._mu = float(mu)
        self._sigma = float(sigma)

    @classmethod
    def from_samples(cls, data):
        data = list(data)
        spread = _stdev(data)
        return cls(_fmean(data), spread)

    def samples(self, n, *, seed=None):
        import random

        gauss = random.gauss if seed is None else random.Random(seed).gauss
        return [gauss(self._mu, self._sigma) for _ in range(n)]

    def _checked(self, name):
        if not self._sigma:
            raise _StatisticsError(f"{name}() not defined when sigma is zero")

    def pdf(self, x):
        self._checked("pdf")
        variance = self._sigma * self._sigma
        apart = x - self._mu
        return _exp(apart * apart / (-2.0 * variance)) / _sqrt(_tau * variance)

    def cdf(self, x):
        self._checked("cdf")
        return 0.5 * (1.0 + _erf((x - self._mu) / (self._sigma * _SQRT2)))

    def inv_cdf(self, p):
        if p <= 0.0 or p >= 1.0:
            raise _StatisticsError("p must be in the range 0.0 < p < 1.0")
        if self._sigma <= 0.0:
            raise _StatisticsError("cdf() not defined when sigma at or below zero")
        return self._mu + _quantile(p) * self._sigma

    def quantiles(self, n=4):
        return [self.inv_cdf(at / n) for at in range(1, n)]

    def overlap(self, other):
        if not isinstance(other, NormalDist):
            raise TypeError("Expected another NormalDist instance")
        one, other = sorted([self, other], key=lambda it: (it._sigma, it._mu))
        if not one.variance or not other.variance:
            raise _StatisticsError("overlap() not defined when sigma is zero")
        wider = other.variance - one.variance
        apart = abs(other._mu - one._mu)
        if not wider:
            return 1.0 - _erf(apart / (2.0 * one._sigma * _SQRT2))
        middle = one._mu * other.variance - other._mu * one.variance
        reach = one._sigma * other._sigma * _sqrt(apart * apart + wider * _log(other.variance / one.variance))
        first, second = (middle + reach) / wider, (middle - reach) / wider
        return 1.0 - (abs(other.cdf(first) - one.cdf(first)) + abs(other.cdf(second) - one.cdf(second)))

    def zscore(self, x):
        self._checked("zscore")
        return (x - self._mu) / self._sigma

    @property
    def mean(self):
        return self._mu

    median = mode = mean

    @property
    def stdev(self):
        return self._sigma

    @property
    def variance(self):
        return self._sigma * self._sigma

    def __add__(self, other):
        if isinstance(other, NormalDist):
            return NormalDist(self._mu + other._mu, _hypot(self._sigma, other._sigma))
        return NormalDist(self._mu + other, self._sigma)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, NormalDist):
            return NormalDist(self._mu - other._mu, _hypot(self._sigma, other._sigma))
        return NormalDist(self._mu - other, self._sigma)

    def __rsub__(self, other):
        return -(self - other)

    def __mul__(self, factor):
        return NormalDist(self._mu * factor, self._sigma * abs(factor))

    __rmul__ = __mul__

    def __truediv__(self, divisor):
        return NormalDist(self._mu / divisor, self._sigma / abs(divisor))

    def __pos__(self):
        return NormalDist(self._mu, self._sigma)

    def __neg__(self):
        return NormalDist(-self._mu, self._sigma)

    def __eq__(self, other):
        if not isinstance(other, NormalDist):
            return NotImplemented
        return self._mu == other._mu and self._sigma == other._sigma

    def __hash__(self):
        return hash((self._mu, self._sigma))

    def __repr__(self):
        return f"{type(self).__name__}(mu={self._mu!r}, sigma={self._sigma!r})"

    def __getstate__(self):
        return self._mu, self._sigma

    def __setstate__(self, state):
        self._mu, self._sigma = state
