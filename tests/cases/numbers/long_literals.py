# Numbers beyond 64 bits in every base, as literals and as text.
print(0xFFFFFFFFFFFFFFFFFFFFFFFF, -0xdead_beef_dead_beef_dead_beef, 0b1_0000_0000_0000_0000_0000_0000_0000_0000_0000_0000_0000_0000_0000_0000_0000_0000_0000)
print(0o7777777777777777777777777777, 123_456_789_012_345_678_901_234_567_890, -99999999999999999999, 0XABCDEF0123456789ABCDEF)
print(0xFFFFFFFFFFFFFFFF, 0x10000000000000000, 0x7FFFFFFFFFFFFFFF, -0x8000000000000000, 18446744073709551616)

for number in [10**9, 2**32, 2**64 - 1, 10**18 * 10**18, 3**200, -(7**300), 2**1000, 10**400 + 1]:
    print(number, hex(number), oct(number), bin(number), f"{number:x} {number:,}", format(number, "#b"), sep="\n")
    assert int(str(number)) == int(hex(number), 16) == int(oct(number), 8) == int(bin(number), 0) == number
for base in range(2, 37):
    print(base, int("10" * 40 + "1", base))
print(int("zz" * 30, 36), int("00000000000000000000000000000012"), int("-1" + "0" * 60), float.fromhex("0x1" + "0" * 30 + "p-40"))
digits = "1234567890" * 430
print(int(digits) % 1_000_000_007, str(int(digits)) == digits)
try:
    print(int(digits + "1"))
except ValueError as error:
    print(error)
