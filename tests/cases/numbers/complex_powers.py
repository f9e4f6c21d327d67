"""What is complex as a power of real numbers, and complex numbers in patterns."""

print((-8) ** 0.5, pow(-8, 1 / 3), (-8.0).__pow__(0.5), (0.5).__rpow__(-2), (-2.5) ** -1.5, pow(-(10**30), 0.5), (-1) ** True)
value = -2
value **= 0.5
print(value, type(value).__name__, (-0.0) ** 0.5, float("-inf") ** 0.5, (-8) ** 2.0)


class Meters(float):
    pass


class Count(int):
    pass


print(Meters(-4) ** 0.5, Count(-4) ** 0.5, round(2 ** Meters(-0.5), 12), (-2) ** Meters(0.5))
import operator

print(operator.pow(-4, 0.5), sum([(-4) ** 0.5, 1]), sorted([(-n) ** 0.5 for n in (3, 1, 2)], key=abs))
try:
    (-8) ** 0.5 < 1
except TypeError as error:
    print(error)


def kind(number):
    match number:
        case 0j:
            return "nothing"
        case 1 + 2j:
            return "one and two"
        case -1 - 2j:
            return "their negative"
        case -3j | 3j:
            return "three"
        case 2.5 + 0j:
            return "real"
        case {1j: found}:
            return f"of a dict: {found}"
        case [1j, *rest]:
            return f"of a list: {rest}"
        case complex(real=4, imag=imag):
            return f"four and {imag}"
        case complex():
            return "another"
    return "none"


for number in (0, 0j, 1 + 2j, complex(-1, -2), -3j, 3j, 2.5, {1j: "x"}, [1j, 2], 4 + 1j, 9j, 7):
    print(number, kind(number))
for source in ("case 1j + 2: pass", "case 1 + 2: pass", "case 1j + 2j: pass", "case -1j - 2j: pass"):
    try:
        compile(f"match x:\n    {source}", "x", "exec")
        print(source, "is fine")
    except SyntaxError as error:
        print(source, error.msg)
