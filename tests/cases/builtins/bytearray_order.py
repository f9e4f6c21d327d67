import math

for compare in (
    lambda: bytearray(b"xy") < 0.5,
    lambda: bytearray(b"a") >= "a",
    lambda: 1 > bytearray(b"a"),
    lambda: bytearray(b"a") < b"b" <= bytearray(b"b"),
    lambda: math.comb(-1, [1]),
    lambda: math.perm(-1, "x"),
):
    try:
        print(compare())
    except (TypeError, ValueError) as error:
        print(error)
