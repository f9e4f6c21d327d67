x = 10
exec("x = x + 1\ny = [n for n in range(3)]")
print(x, y, eval("x * 2"), eval("a + 1", {"a": 2}))
space = {}
exec("def double(n):\n    return n * 2", space)
print(space["double"](4), sorted(k for k in space if not k.startswith("__")))
for source in ("1 +", "undefined_name", "1 / 0"):
    try:
        print(eval(source))
    except (SyntaxError, NameError, ZeroDivisionError) as error:
        print(type(error).__name__, error)
