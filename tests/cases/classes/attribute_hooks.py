class Proxy:
    def __init__(self, target):
        object.__setattr__(self, "target", target)

    def __getattr__(self, name):
        print("getattr", name)
        return getattr(self.target, name)

    def __setattr__(self, name, value):
        print("setattr", name, value)
        setattr(self.target, name, value)

    def __delattr__(self, name):
        print("delattr", name)


class Target:
    colour = "red"


proxy = Proxy(Target())
print(proxy.colour)
proxy.colour = "blue"
print(proxy.colour, Target.colour, proxy.target.colour)
del proxy.colour
print(hasattr(proxy, "nothing"))


class Recorder:
    def __getattribute__(self, name):
        return f"asked for {name}"


print(Recorder().anything, Recorder().__class__)


class Positive:
    def __set_name__(self, owner, name):
        self.name = "_" + name
        print("named", name, "in", owner.__name__)

    def __get__(self, instance, owner):
        if instance is None:
            return self
        return getattr(instance, self.name)

    def __set__(self, instance, value):
        if value <= 0:
            raise ValueError(f"{self.name[1:]} must be positive")
        setattr(instance, self.name, value)


class Item:
    price = Positive()

    def __init__(self, price):
        self.price = price


item = Item(5)
item.price = 7
print(item.price, type(Item.price).__name__)
try:
    Item(-1)
except ValueError as error:
    print("ValueError:", error)


class Slotted:
    __slots__ = ("a",)


s = Slotted()
s.a = 1
try:
    s.b = 2
except AttributeError as error:
    print("AttributeError:", error)
