x = 1
globals()["y"] = 5
print(y)
globals()["x"] = 9
print(x)


def deep():
    globals()["z"] = x + 1


deep()
print(z)
names = globals()
names.update(a=1, b=2)
print(a, b, "a" in names, names["a"], names.get("nope"))
del names["a"]
try:
    print(a)
except NameError as error:
    print(error)
for name in ("first", "second"):
    globals()[name] = name.upper()
print(first, second, names.setdefault("third", 3), third)
