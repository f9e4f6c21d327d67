class Tracer:
    def __init__(self, value):
        self.value = value

    def __add__(self, other):
        print("add")
        return Tracer(self.value + other)

    def __isub__(self, other):
        print("isub")
        self.value -= other
        return self


t = old = Tracer(1)
t += 5
print(t.value, t is old)
t -= 2
print(t.value)
a = [1]
b = a
a += [2]
a = a + [3]
print(a, b)
s = "x"
s *= 3
n = 17
n //= 3
n **= 3
n %= 7
n <<= 4
n |= 3
n ^= 1
n &= 0xFE
n >>= 1
print(s, n)
d = {"k": [0]}
d["k"][0] += 1
d["k"] += [5]
print(d)
pair = ([],)
try:
    pair[0] += [1]
except TypeError as error:
    print("TypeError:", error, pair)
x = 5
x /= 2
print(x, -x, +x, not x, 2 * -(3**2), -3 % 5, 2**3**2, (1, 2) + (3,), 7 - 2 - 1, 1 if [] else 2)
