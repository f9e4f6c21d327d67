d = {}
exec("d['y'] = 1\nx = 2", {"d": d}, d)
print(d)
d = {"a": 1, "b": 2}
exec("del a\nd['c'] = 3\nd.pop('b')\nz = 1", {"d": d}, d)
print(d)
d = {"n": 1, 5: "five"}
exec("n += 1\nm = n\nm = 7", {}, d)
print(d)
print(eval(compile("r = 1", "f", "exec")), r)
print(eval(compile("r + 1", "f", "exec")), eval(compile("r + 1", "f", "eval")))
print(exec(compile("r + 1", "f", "eval")))
print(eval(compile("None if r else 2", "f", "eval")), eval(compile("[r for _ in 'ab']", "f", "eval")))
for source in ["import math", "from math import pi", "class C: pass", "print(1)", "x = 1"]:
    for builtins in [{}, {"print": print}]:
        try:
            exec(source, {"__builtins__": builtins})
        except Exception as error:
            print(source, "|", type(error).__name__, error)
import builtins

some = {"__builtins__": {name: getattr(builtins, name) for name in ["__build_class__", "__import__", "print"]}, "__name__": "n"}
exec("import math\nclass C: pass\nprint(math.floor(2.5), C.__name__)", some)
exec("import math\nclass C: pass\nprint(math.floor(2.5), C.__name__)", {"__builtins__": dict(vars(builtins)), "__name__": "n"})


def inner():
    v = 3
    print(eval("v + 1"), eval("(lambda: 4)()"), eval("sorted(locals())"))


inner()
