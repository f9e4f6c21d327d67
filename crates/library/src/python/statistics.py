"""Averages and spread."""

from bisect import bisect_left as _bisect_left, bisect_right as _bisect_right
from collections import namedtuple as _namedtuple
from math import fsum as _fsum
from math import sqrt as _sqrt


class StatisticsError(ValueError):
    pass


def _sum(data):
    if all(isinstance(value, int) for value in data):
        return sum(data)
    return sum(data) if _is_exact(data) else _fsum(data)


def _is_exact(data):
    """Whether they are neither all `int` nor all `float`, but fractions or decimals, whose sums are of their kind."""
    return any(not isinstance(value, (int, float)) for value in data) and not any(
        isinstance(value, float) for value in data
    )


def _exact(data):
    """The values as fractions, and what makes their kind of a fraction."""
    from fractions import Fraction

    kind = next(type(value) for value in data if not isinstance(value, int))
    if issubclass(kind, Fraction):
        return [Fraction(value) for value in data], kind
    return [Fraction(value) for value in data], lambda value: kind(value.numerator) / kind(value.denominator)


def _same_kind(total, count):
    if not isinstance(total, (int, float)):
        data, convert = _exact([total])
        return convert(data[0] / count)
    quotient, rest = divmod(total, count) if isinstance(total, int) else (None, 1)
    return quotient if rest == 0 else total / count


def mean(data):
    data = list(data)
    if not data:
        raise StatisticsError("mean requires at least one data point")
    return _same_kind(_sum(data), len(data))


def fmean(data, weights=None):
    data = list(data)
    if not data:
        raise StatisticsError("fmean requires at least one data point")
    if weights is None:
        return _fsum(data) / len(data)
    weights = list(weights)
    if len(weights) != len(data):
        raise StatisticsError("data and weights must be the same length")
    return _fsum([value * weight for value, weight in zip(data, weights)]) / _fsum(weights)


def geometric_mean(data):
    from math import exp, log

    try:
        return exp(fmean([log(value) for value in data]))
    except ValueError:
        raise StatisticsError("geometric mean requires a non-empty dataset containing positive numbers") from None


def harmonic_mean(data, weights=None):
    data = list(data)
    negative = StatisticsError("harmonic mean does not support negative values")
    if not data:
        raise StatisticsError("harmonic_mean requires at least one data point")
    if len(data) == 1 and weights is None:
        if data[0] < 0:
            raise negative
        return data[0]
    weights = [1] * len(data) if weights is None else list(weights)
    if len(weights) != len(data):
        raise StatisticsError("Number of weights does not match data size")
    if min(weights) < 0 or min(data) < 0:
        raise negative
    if any(value == 0 and weight for value, weight in zip(data, weights)):
        return 0
    from fractions import Fraction

    total = sum([Fraction(weight / value) for value, weight in zip(data, weights) if weight])
    if total <= 0:
        raise StatisticsError("Weighted sum must be positive")
    return float(Fraction(_sum(weights)) / total)


def _sorted(data, name="median"):
    data = sorted(data)
    if not data:
        raise StatisticsError(f"no {name} for empty data")
    return data


def median(data):
    data = _sorted(data)
    middle = len(data) // 2
    return data[middle] if len(data) % 2 else (data[middle - 1] + data[middle]) / 2


def median_low(data):
    data = _sorted(data)
    return data[(len(data) - 1) // 2]


def median_high(data):
    data = _sorted(data)
    return data[len(data) // 2]


def median_grouped(data, interval=1.0):
    data = _sorted(data)
    middle = data[len(data) // 2]
    first = _bisect_left(data, middle)
    last = _bisect_right(data, middle, lo=first)
    try:
        interval, middle = float(interval), float(middle)
    except ValueError:
        raise TypeError("Value cannot be converted to a float")
    return middle - interval / 2.0 + interval * (len(data) / 2 - first) / (last - first)


def _counts(data):
    counts = {}
    for value in data:
        counts[value] = counts.get(value, 0) + 1
    return counts


def mode(data):
    counts = _counts(data)
    if not counts:
        raise StatisticsError("no mode for empty data")
    most = max(counts.values())
    return next(value for value, count in counts.items() if count == most)


def multimode(data):
    counts = _counts(data)
    most = max(counts.values(), default=0)
    return [value for value, count in counts.items() if count == most]


def _squares(data, center):
    """The sum of squared deviations, exact for ints."""
    if center is None and all(isinstance(value, int) for value in data):
        count = len(data)
        total = sum(data)
        return count * sum(value * value for value in data) - total * total, count
    if _is_exact(data):
        data, convert = _exact(data)
        center = sum(data) / len(data) if center is None else _exact([center])[0][0]
        return _Squares(sum([(value - center) ** 2 for value in data]), convert), 1
    center = mean(data) if center is None else center
    return _sum([(value - center) ** 2 for value in data]), 1


class _Squares:
    """An exact sum, to be divided before it becomes of the kind of the data."""

    def __init__(self, total, convert):
        self.total = total
        self.convert = convert


def variance(data, xbar=None):
    data = list(data)
    if len(data) < 2:
        raise StatisticsError("variance requires at least two data points")
    total, scale = _squares(data, xbar)
    return _divided(total, scale * (len(data) - 1))


def pvariance(data, mu=None):
    data = list(data)
    if not data:
        raise StatisticsError("pvariance requires at least one data point")
    total, scale = _squares(data, mu)
    return _divided(total, scale * len(data))


def _divided(total, count):
    return total.convert(total.total / count) if isinstance(total, _Squares) else _same_kind(total, count)


def _root(variance):
    return variance.sqrt() if hasattr(variance, "sqrt") else _sqrt(variance)


def stdev(data, xbar=None):
    data = list(data)
    if len(data) < 2:
        raise StatisticsError("stdev requires at least two data points")
    return _root(variance(data, xbar))


def pstdev(data, mu=None):
    data = list(data)
    if not data:
        raise StatisticsError("pstdev requires at least one data point")
    return _root(pvariance(data, mu))


def quantiles(data, *, n=4, method="exclusive"):
    if n < 1:
        raise StatisticsError("n must be at least 1")
    data = sorted(data)
    if len(data) < 2:
        raise StatisticsError("must have at least two data points")
    exclusive = method == "exclusive"
    if not exclusive and method != "inclusive":
        raise ValueError(f"Unknown method: {method!r}")
    m = len(data) + 1 if exclusive else len(data) - 1
    result = []
    for i in range(1, n):
        at, delta = divmod(i * m, n)
        if exclusive:
            at = min(max(at, 1), len(data) - 1)
            delta = i * m - at * n
            result.append((data[at - 1] * (n - delta) + data[at] * delta) / n)
        else:
            result.append((data[at] * (n - delta) + data[at + 1] * delta) / n)
    return result


def _centered(name, x, y):
    """The deviations of two samples from their means, and these."""
    n = len(x)
    if len(y) != n:
        raise StatisticsError(f"{name} requires that both inputs have same number of data points")
    if n < 2:
        raise StatisticsError(f"{name} requires at least two data points")
    xbar, ybar = _fsum(x) / n, _fsum(y) / n
    return [value - xbar for value in x], [value - ybar for value in y], xbar, ybar


def _products(x, y):
    return _fsum([a * b for a, b in zip(x, y)])


def covariance(x, y, /):
    dx, dy, _, _ = _centered("covariance", x, y)
    return _products(dx, dy) / (len(x) - 1)


def correlation(x, y, /):
    dx, dy, _, _ = _centered("correlation", x, y)
    try:
        return _products(dx, dy) / _sqrt(_products(dx, dx) * _products(dy, dy))
    except ZeroDivisionError:
        raise StatisticsError("at least one of the inputs is constant") from None


LinearRegression = _namedtuple("LinearRegression", ("slope", "intercept"))


def linear_regression(x, y, /, *, proportional=False):
    dx, dy, xbar, ybar = _centered("linear regression", x, y)
    if proportional:
        dx, dy = x, y
    try:
        slope = _products(dx, dy) / _products(dx, dx)
    except ZeroDivisionError:
        raise StatisticsError("x is constant") from None
    return LinearRegression(slope=slope, intercept=0.0 if proportional else ybar - slope * xbar)


from _normal_dist import NormalDist
