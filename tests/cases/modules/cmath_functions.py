"""`cmath`: all functions, on both sides of their branch cuts, and for what is not finite."""

import cmath
from math import inf, nan

PARTS = [-inf, -1e308, -2.5, -1.0, -0.0, 0.0, 0.5, 1.0, 710.5, 1e-320, inf, nan]


def near(value):
    """As text, but for the last digits, in which mathematical libraries differ."""
    match value:
        case bool():
            return str(value)
        case complex():
            return f"{value.real:.10g}{value.imag:+.10g}j"
        case tuple():
            return str([f"{part:.10g}" for part in value])
        case _:
            return f"{value:.10g}"


NAMES = "acos acosh asin asinh atan atanh cos cosh exp log log10 phase polar sin sinh sqrt tan tanh isfinite isinf isnan".split()

for name in NAMES:
    function = getattr(cmath, name)
    print(name)
    for real in PARTS:
        row = []
        for imag in PARTS:
            try:
                row.append(near(function(complex(real, imag))))
            except (ValueError, OverflowError) as error:
                row.append(f"{type(error).__name__}: {error}")
        print(real, *row)

for size in PARTS:
    row = []
    for angle in PARTS:
        try:
            row.append(near(cmath.rect(size, angle)))
        except ValueError as error:
            row.append(str(error))
    print(size, *row)

print(near(cmath.log(8, 2)), near(cmath.log(1j, 1j)), cmath.sqrt(-1), near(cmath.exp(1j * cmath.pi).real), cmath.pi, cmath.e, cmath.tau, cmath.infj, cmath.nanj)
print(cmath.isclose(1, 1 + 1e-10j), cmath.isclose(1, 2, abs_tol=1), cmath.isclose(complex(inf, 0), complex(inf, 0)), cmath.isclose(1, 1.1, rel_tol=0.2))


class Number:
    def __complex__(self):
        return 3 + 4j


class Real:
    def __float__(self):
        return 2.0


class Index:
    def __index__(self):
        return 9


print(near(cmath.polar(Number())), cmath.sqrt(Real()), cmath.sqrt(Index()), cmath.sqrt(True), cmath.sqrt(10**20))
WRONG = [
    lambda: cmath.sqrt("1"), lambda: cmath.sqrt(None), lambda: cmath.rect(1j, 2), lambda: cmath.rect("a", 2), lambda: cmath.log(0), lambda: cmath.log(1, 0),
    lambda: cmath.isclose(1, 2, rel_tol=-1), lambda: cmath.polar([]), lambda: cmath.phase("x"), lambda: cmath.log(5, 1),
]
for call in WRONG:
    try:
        print(call())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
