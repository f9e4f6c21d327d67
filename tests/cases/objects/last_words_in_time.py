"""An object that is there for one attribute only ends before what the attribute is used for; and other ends in the midst of things."""


class Noisy:
    alive = 0

    def __init__(self, name, next=None):
        Noisy.alive += 1
        self.name, self.next = name, next

    def __del__(self):
        Noisy.alive -= 1
        print("del", self.name)


def make(name):
    return Noisy(name)


print("got", make("a").name)
print(len(make("bc").name), [make("d").name, print("then")])
for each in [Noisy("one"), Noisy("two")]:
    pass
print("after the loop", Noisy.alive)
each = None


def inner():
    mine = Noisy("inner")
    yield 1


def outer():
    mine = Noisy("outer")
    yield from inner()


generator = outer()
next(generator)
del generator
print("generators are gone")


class Chained:
    ended = 0

    def __init__(self, next):
        self.next = next

    def __del__(self):
        Chained.ended += 1
        self.next = None


chain = None
for number in range(3000):
    chain = Chained(chain)
chain = None
print("of the chain ended", Chained.ended)


def helper():
    print("helpers are still there")


class Client:
    def __del__(self):
        helper()


client = Client()
