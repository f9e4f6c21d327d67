class Animal:
    def __init__(self, name):
        self.name = name

    def speak(self):
        return "..."

    def introduce(self):
        return f"{self.name} says {self.speak()}"


class Dog(Animal):
    def speak(self):
        return "Woof"


class Puppy(Dog):
    def __init__(self, name, age):
        super().__init__(name)
        self.age = age

    def speak(self):
        return super().speak().lower() + "?"


for animal in (Animal("Thing"), Dog("Rex"), Puppy("Bit", 1)):
    print(animal.introduce(), isinstance(animal, Dog))


class A:
    def who(self):
        return ["A"]


class B(A):
    def who(self):
        return ["B"] + super().who()


class C(A):
    def who(self):
        return ["C"] + super().who()


class D(B, C):
    def who(self):
        return ["D"] + super().who()


print(D().who(), [c.__name__ for c in D.__mro__], D.__bases__)
print(issubclass(D, A), A.__subclasses__())
try:
    type("E", (A, B), {})
except TypeError as error:
    print("TypeError:", str(error).split("\n")[0])
Made = type("Made", (Dog,), {"speak": lambda self: "made"})
print(Made("M").introduce(), Made.__name__)
