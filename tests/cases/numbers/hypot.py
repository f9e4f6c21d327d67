"""Lengths of vectors, to the last digit."""
import math
import random

print(math.hypot(), math.hypot(-3), math.hypot(3, 4), math.hypot(1, 2, 3), math.hypot(0.0, -0.0))
print(math.hypot(float("inf"), float("nan")), math.hypot(1, float("nan")), math.hypot(5e-324, 5e-324), math.hypot(1e308, 1e308))
print(math.hypot(1.7e308, 1.7e308), math.hypot(1e-310, 2e-310, 3e-310), math.hypot(2**1023 * 1.0, 1e-320))
numbers = random.Random(7)
for count in (2, 2, 2, 2, 3, 3, 4, 7, 20):
    for scale in (1.0, 1e-300, 1e300, 12345.678):
        vector = [numbers.uniform(-scale, scale) for _ in range(count)]
        print(math.hypot(*vector), math.dist(vector, [0.5 * scale] * count))
for call in (lambda: math.hypot("a"), lambda: math.hypot(x=1), lambda: math.log(), lambda: math.perm(), lambda: math.perm(1, 2, 3),
             lambda: math.gcd(x=1), lambda: math.lcm(1, x=1), lambda: math.sin(1, 2), lambda: math.atan2(1)):
    try:
        print(call())
    except TypeError as error:
        print(error)
