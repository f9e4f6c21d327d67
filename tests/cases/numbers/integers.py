print(7 // 2, -7 // 2, 7 % 3, -7 % 3, 7 % -3, divmod(-7, 2), 2**10, 2**-1, 7 / 2, 6 / 2, -(2**2), (-2) ** 3)
print(2**100, 2**64 - 1, 9223372036854775807 + 1, -9223372036854775808 - 1, 4611686018427387904 * 4)
print(
    10**25 // 3, 10**25 % 7, -(10**20) // 3, (10**30) ** 2, pow(3, 200, 13), pow(2, -1, 7), 3**50 - 3**50 + 1
)
print(5 & 3, 5 | 3, 5 ^ 3, ~5, 1 << 70, (1 << 70) >> 68, -1 >> 3, -5 & 0xFF, 0b101, 0o17, 0xFF, 1_000_000)
print(
    int("42"), int("-0x1f", 16), int(" 7 "), int(3.99), int(-3.99), int("1" * 25), int("1010", 2), int(True)
)
print(
    bin(10),
    hex(255),
    oct(8),
    bin(-5),
    (255).bit_length(),
    (7).bit_count(),
    abs(-3),
    round(1234, -2),
    round(15, -1),
    round(25, -1),
)
print(True + True, True == 1, isinstance(True, int), bool(0), not 5, 5 and 0, 0 or "x", None or 0)
print(
    sum(range(101)),
    min(3, 1, 2),
    100 == 100.0,
    hash(1) == hash(1.0),
    10**18 == 10**18,
    3 < 10**30,
    str(10**21),
    -0,
)
factorial = 1
for n in range(1, 31):
    factorial *= n
print(factorial, factorial // 10**20, len(str(2**1000)), 123456789**3 % 1000007)
for bad in (
    lambda: 1 // 0,
    lambda: 1 % 0,
    lambda: int("x"),
    lambda: int("1.5"),
    lambda: int(None),
    lambda: 1 << -1,
    lambda: int(""),
):
    try:
        bad()
    except (ZeroDivisionError, ValueError, TypeError) as error:
        print(type(error).__name__, error)
