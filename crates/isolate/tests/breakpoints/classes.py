class Meta(type):
    def __new__(cls, name, bases, namespace):
        namespace["made"] = True
        return super().__new__(cls, name, bases, namespace)


class Base(metaclass=Meta):
    def __init_subclass__(cls, **kwargs):
        print(cls.__name__)

    def __getattr__(self, name):
        if name.startswith("x"):
            return name
        raise AttributeError(name)


class Derived(Base):
    for letter in "ba":
        a = letter
    if made := True:
        kind = "derived"
    else:
        kind = "never"

    def __eq__(self, other):
        return True

    def __hash__(self): return 3


value = Derived()
print(value.a, value.xyz, value == 3, hash(value))
try:
    value.other
except AttributeError as error: print(error)
finally: print("end")
if value: print("true")
else: print("false")
if value.a == "b":
    pass
elif value.a == "a":
    print("a")
else:
    print("c")
