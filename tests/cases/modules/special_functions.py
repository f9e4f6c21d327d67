"""`math.erf`, `erfc`, `gamma`, `lgamma`; distributions of `random`; samples in `statistics`; `string.Formatter`; `json.detect_encoding`."""

import json
import math
import random
import statistics
import string
from math import inf, nan



def near(value):
    """As text, but for the last digits, in which mathematical libraries differ."""
    return f"{value:.10g}" if isinstance(value, float) else [near(part) for part in value]


NUMBERS = [0.0, -0.0, 1e-300, -1e-30, 0.3, 0.5, 0.9, 1, 1.5, 2, 3.7, 5, 6.5, 23, 24, 27.5, 170.5, 171.7, -0.5, -1, -1.5, -150.3, -185.5, inf, -inf, nan, True]
for name in ("erf", "erfc", "gamma", "lgamma"):
    function = getattr(math, name)
    for number in NUMBERS:
        try:
            print(name, number, near(function(number)))
        except (ValueError, OverflowError) as error:
            print(name, number, type(error).__name__, error)
    for wrong in ("1", None, 1j, 10**400):
        try:
            function(wrong)
        except (TypeError, OverflowError) as error:
            print(name, type(error).__name__, error)
print(round(sum([math.erf(n / 100) for n in range(-700, 700)]), 9), near(sum([math.lgamma(n / 7) for n in range(1, 900)])))

random.seed(5)
print(near([random.vonmisesvariate(1, kappa) for kappa in (0, 0.5, 4)]))
print(near([random.gammavariate(alpha, 2) for alpha in (0.5, 1, 1.5, 9)]), near([random.betavariate(a, 2) for a in (0.5, 1, 3)]))
try:
    random.gammavariate(0, 1)
except ValueError as error:
    print(error)

normal = statistics.NormalDist(100, 15)
print(normal, near([normal.pdf(110), normal.cdf(85), normal.inv_cdf(0.975)]), near(normal.quantiles()), normal.zscore(120), near(normal.samples(2, seed=1)))
print(normal + 5, normal - statistics.NormalDist(3, 4), 2 * normal, normal / 3, -normal, 1 - normal, normal == statistics.NormalDist(100, 15))
print(near([normal.overlap(statistics.NormalDist(110, 15)), normal.overlap(statistics.NormalDist(110, 12))]), statistics.NormalDist.from_samples([2, 4, 4.5]), hash(normal) == hash((100.0, 15.0)))
x, y = [1, 2, 3, 4, 5.5], [2.1, 3.9, 6.2, 7.8, 11]
print(statistics.covariance(x, y), statistics.correlation(x, y), statistics.linear_regression(x, y), statistics.linear_regression(x, y, proportional=True))
print(statistics.median_grouped([1, 2, 2, 3, 4, 4, 4, 4, 4, 5]), statistics.median_grouped([52, 52, 53, 54], interval=2))
print(statistics.harmonic_mean([40, 60]), statistics.harmonic_mean([40, 60], weights=[5, 30]), statistics.harmonic_mean([3]), statistics.harmonic_mean([0, 4]))
for call in (
    lambda: statistics.covariance(x, y[1:]), lambda: statistics.correlation([1, 1], [1, 2]), lambda: statistics.linear_regression([1, 1], [1, 2]),
    lambda: statistics.correlation([1], [1]), lambda: statistics.NormalDist(1, -1), lambda: normal.inv_cdf(1), lambda: statistics.NormalDist(1, 0).cdf(1),
    lambda: statistics.harmonic_mean([-1, 2]), lambda: statistics.harmonic_mean([1, 2], [1]), lambda: statistics.median_grouped([]),
):
    try:
        print(call())
    except statistics.StatisticsError as error:
        print(error)

print([json.detect_encoding("[1]".encode(name)) for name in ("utf-8", "ascii")], json.detect_encoding(b"\xef\xbb\xbf1"), json.detect_encoding(b"1\0"), json.detect_encoding(b"\0\0\x001"))

formatter = string.Formatter()
FORMATS = ["{} {} {{x}}", "{0} {1!r:>5} {0}", "{:{}}", "{} {0}", "{0} {}", "{", "}", "{a", "{!z}", "{!}", "{!rx}", "{x}", "{9}", "{1[0]}", "{1[0]x}", "{1.}", "{0.real}{1!a}"]
for form in FORMATS:
    try:
        print(form, formatter.format(form, 3, "é"))
    except (ValueError, KeyError, IndexError, AttributeError) as error:
        print(form, type(error).__name__, error)
print(list(formatter.parse("a{b!r:{c}}d{{e}}f{}")))


class Lenient(string.Formatter):
    def get_value(self, key, args, kwargs):
        return kwargs.get(key, f"<{key}>") if isinstance(key, str) else super().get_value(key, args, kwargs)

    def check_unused_args(self, used_args, args, kwargs):
        print(sorted(map(str, used_args)))


print(Lenient().format("{x} {y} {0}", 1, x=2))
