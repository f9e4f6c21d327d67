import builtins

print(__name__, "print" in dir(builtins), type(globals()).__name__)
value = 1


class Outer:
    value = 2

    class Inner:
        seen = value

    def method(self):
        return value, Outer.value, self.value


print(Outer.Inner.seen, Outer().method(), Outer.Inner.__qualname__, Outer.method.__qualname__)


def function():
    local = 1
    inner = lambda: local
    print(sorted(locals()), inner(), inner.__qualname__)


function()
list_ = list
list = "shadowed"
print(list, list_("ab"))
del list
print(list("cd"))
x = 10
for i in range(2):
    leaked = i
print(
    i, leaked, vars()["x"], getattr(Outer, "value"), sorted(n for n in vars(Outer) if not n.startswith("_"))
)
print(sorted(n for n in dir(Outer()) if not n.startswith("__")), id(x) == id(x), type(type(x)))
