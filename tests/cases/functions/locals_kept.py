# locals() is one dict for each call, and in a class body the variables themselves.


def executed():
    exec("z = 5")
    print("z" in locals(), locals())
    exec("print(z); z += 1")
    print(locals(), eval("z"))
    a = 1
    print(sorted(locals()), locals() is locals())
    try:
        print(z)
    except NameError as error:
        print(error)
    exec("a = 2")
    print(a, locals()["a"])
    del a
    print(locals())


executed()
executed()


def kept(x):
    seen = locals()
    y = 2
    print(seen)
    seen["more"] = 3
    locals()
    print(seen.keys() >= {"x", "y", "more", "seen"}, locals()["more"])

    def inner():
        return x, locals()

    print(inner()[1])


kept(1)


class Made:
    locals()["first"] = 1
    vars().update(second=2, third=3)
    for name in ("a", "b"):
        locals()[name] = name * 2
    del locals()["third"]
    print(first, second, a, b, "third" in locals())
    exec("fourth = 4")


print(Made.first, Made.second, Made.a, Made.b, hasattr(Made, "third"), Made.fourth)
