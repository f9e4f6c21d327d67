import math

print(0.1 + 0.2, 1.0, 1e16, 1e15, 123456789.123, 1e-4, 1e-5, 1e22, 1.5e300 * 1e10, -0.0, 5e-324, 1 / 3, 2 / 3)
print(
    1e308 * 10,
    -1e308 * 10,
    float("inf"),
    float("-inf"),
    float("nan"),
    float("1e3"),
    float(" 2.5 "),
    float("nan") == float("nan"),
)
print(7.5 // 2, -7.5 // 2, 7.5 % 2, -7.5 % 2, divmod(7.5, 2), 2.0**0.5, 2**0.5, 10.0 % 3, 1e20 // 1, 0.5**-2)
print(
    round(2.5),
    round(3.5),
    round(-2.5),
    round(2.675, 2),
    round(1.25, 1),
    round(1234.5678, 2),
    round(5.0),
    round(1e20),
    round(0.5, 0),
)
print(
    int(1e20),
    int(2.9),
    float(2**53 + 1),
    2**53 + 1 == float(2**53 + 1),
    0.1 == 1 / 10,
    0.1 + 0.2 == 0.3,
    1.0 == 1,
)
print(
    (0.5).is_integer(), (2.0).is_integer(), (0.75).as_integer_ratio(), abs(-1.5), max(1, 2.0), sum([0.5, 1])
)
print(repr(1.1), str(1.10), 100.0, 1e2, 1.23e-7, 12345678901234567890.0, 0.00001234, 3.0e-10, 1e100)
print(
    math.sqrt(2),
    math.pi,
    math.e,
    math.floor(-1.5),
    math.ceil(1.2),
    math.trunc(-1.7),
    math.hypot(3, 4),
    math.inf,
    math.isnan(math.nan),
)
print(
    math.gcd(12, 18),
    math.lcm(4, 6),
    math.factorial(10),
    math.comb(5, 2),
    math.log2(8),
    math.log10(1000),
    math.isclose(0.1 + 0.2, 0.3),
)
print(
    math.copysign(1, -0.0),
    math.fsum([0.1] * 10),
    math.prod([2, 3, 4]),
    math.isqrt(17),
    math.degrees(math.pi),
    math.fmod(-7, 3),
)
for bad in (
    lambda: 1.0 / 0,
    lambda: 1.0 // 0,
    lambda: 1.0 % 0,
    lambda: 0.0**-1,
    lambda: float("x"),
    lambda: int(float("inf")),
    lambda: int(float("nan")),
    lambda: math.sqrt(-1),
    lambda: 10.0**400,
    lambda: math.log(0),
):
    try:
        bad()
    except (ZeroDivisionError, ValueError, OverflowError) as error:
        print(type(error).__name__, error)
