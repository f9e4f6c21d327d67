"""Averages and spread."""

# Lacks: NormalDist correlation covariance linear_regression median_grouped

from math import fsum as _fsum
from math import sqrt as _sqrt


class StatisticsError(ValueError):
    pass


def _sum(data):
    return sum(data) if all(isinstance(value, int) for value in data) else _fsum(data)


def _same_kind(total, count):
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
    if not data:
        raise StatisticsError("harmonic_mean requires at least one data point")
    if any(value == 0 for value in data):
        return 0
    return len(data) / _fsum([1 / value for value in data])


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
    center = mean(data) if center is None else center
    return _sum([(value - center) ** 2 for value in data]), 1


def variance(data, xbar=None):
    data = list(data)
    if len(data) < 2:
        raise StatisticsError("variance requires at least two data points")
    total, scale = _squares(data, xbar)
    return _same_kind(total, scale * (len(data) - 1))


def pvariance(data, mu=None):
    data = list(data)
    if not data:
        raise StatisticsError("pvariance requires at least one data point")
    total, scale = _squares(data, mu)
    return _same_kind(total, scale * len(data))


def stdev(data, xbar=None):
    data = list(data)
    if len(data) < 2:
        raise StatisticsError("stdev requires at least two data points")
    return _sqrt(variance(data, xbar))


def pstdev(data, mu=None):
    data = list(data)
    if not data:
        raise StatisticsError("pstdev requires at least one data point")
    return _sqrt(pvariance(data, mu))


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
