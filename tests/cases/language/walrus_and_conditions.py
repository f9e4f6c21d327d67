if (n := len("hello")) > 3:
    print("long", n)
data = iter([3, 5, 0, 7])
while (item := next(data)) != 0:
    print("item", item)
print([half for x in range(6) if (half := x // 2) > 0], half)
print("yes" if n == 5 else "no", 1 if 0 else 2 if 0 else 3)
print(0 or [] or "last", 1 and "x" and [], not [], not not "a", None is None, 1 < n < 10 != 11)
print(1 in [1] == True, "a" not in "bc", None is not n)


def side(name, result):
    print("side", name, end=" ")
    return result


print(side(1, True) or side(2, True), side(3, False) and side(4, True))
print(side("a", 1) < side("b", 0) < side("c", 5))
x = 5
while x:
    x -= 1
    if x == 3:
        continue
    if x == 1:
        break
    print("x", x)
else:
    print("not reached")
for _ in []:
    pass
else:
    print("for-else without break")
if not x - 1:
    pass
elif x:
    print("never")
assert x == 1, "checked"
del x
print("x" in globals(), ...)
