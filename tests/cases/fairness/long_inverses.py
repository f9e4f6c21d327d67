# Inverses of long numbers, which take long.
for bits in (10, 64, 1_000, 3_000, 20_000):
    modulus = (1 << bits) - 1
    for base in (5 ** (bits // 3) + 2, 3, -7, modulus - 2):
        for exponent in (-1, -3):
            for sign in (1, -1):
                try:
                    power = pow(base, exponent, sign * modulus)
                except ValueError as error:
                    print(bits, exponent, sign, error)
                else:
                    print(bits, exponent, sign, power % 1_000_003, power * base ** -exponent % modulus)
