# Division, roots, powers and divisors of very long integers.
import math

big = 7 ** 60_000 + 12_345
half = 3 ** 50_000 - 1
for a, b in ((big, half), (-big, half), (big, -half), (-big, -half), (big * half, half)):
    quotient, remainder = divmod(a, b)
    print(quotient * b + remainder == a, (remainder >= 0) == (b > 0) or remainder == 0, hex(quotient)[:12], hex(remainder)[:12])
root = math.isqrt(big)
print(root * root <= big < (root + 1) ** 2, math.isqrt(half * half) == half, math.isqrt(half * half - 1) == half - 1)
print(hex(pow(3, 10**4, half))[:20], hex(pow(big, 65_537, 2**4_000 - 1))[:20], pow(3, 10**5, 1_000_003))
print(hex(pow(-5, 3_001, -(2**3_000 + 7)))[:20])
print(math.gcd(2**9_000 * 3**500, 6**2_000) == 2**2_000 * 3**500, math.gcd(), math.gcd(0, -4), math.lcm(), math.lcm(4, -6), math.lcm(0, 5))
print(math.lcm(2**700, 3**500) == 2**700 * 3**500)
print(math.factorial(0), math.factorial(20), math.factorial(3_000) % 1_000_003, math.factorial(500) == math.prod(range(1, 501)))
print(math.comb(5, 0), math.comb(1_000, 500) % 1_000_003, math.comb(3, 5), math.perm(10, 3), math.perm(5), math.perm(0))
for call in (lambda: math.factorial(-1), lambda: math.factorial(10**30), lambda: pow(2, -1, 4), lambda: pow(2, 3, 0)):
    try:
        print(call())
    except (ValueError, OverflowError) as error:
        print(type(error).__name__, error)
