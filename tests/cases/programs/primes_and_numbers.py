VALUES = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
SIGNS = "M CM D CD C XC L XL X IX V IV I".split()


def sieve(limit):
    flags = [True] * (limit + 1)
    flags[:2] = [False, False]
    for n in range(2, int(limit**0.5) + 1):
        if flags[n]:
            flags[n * n :: n] = [False] * len(range(n * n, limit + 1, n))
    return [n for n, prime in enumerate(flags) if prime]


def collatz(n):
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps


def to_roman(n):
    result = ""
    for value, sign in zip(VALUES, SIGNS):
        count, n = divmod(n, value)
        result += sign * count
    return result


primes = sieve(100)
print(len(primes), primes[-3:], sum(primes))
print(max(range(1, 1000), key=collatz), [collatz(n) for n in (1, 7, 27)])
print([to_roman(n) for n in (4, 9, 14, 1990, 2024)])
a, b = 0, 1
while len(str(a)) < 50:
    a, b = b, a + b
print(a)
