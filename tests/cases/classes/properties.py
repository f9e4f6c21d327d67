class Temperature:
    def __init__(self, celsius):
        self.celsius = celsius

    @property
    def celsius(self):
        return self._celsius

    @celsius.setter
    def celsius(self, value):
        if value < -273.15:
            raise ValueError("below absolute zero")
        self._celsius = value

    @celsius.deleter
    def celsius(self):
        print("deleted")
        del self._celsius

    @property
    def fahrenheit(self):
        return self.celsius * 9 / 5 + 32

    @classmethod
    def from_fahrenheit(cls, value):
        return cls((value - 32) * 5 / 9)

    @staticmethod
    def is_hot(value):
        return value > 30


t = Temperature(100)
print(t.fahrenheit, Temperature.from_fahrenheit(212).celsius, t.is_hot(31), Temperature.is_hot(29))
t.celsius = 20
print(t.celsius)
try:
    t.celsius = -300
except ValueError as error:
    print("ValueError:", error)
try:
    t.fahrenheit = 5
except AttributeError as error:
    print("AttributeError:", error)
del t.celsius
try:
    t.celsius
except AttributeError as error:
    print("AttributeError:", error)


class Warm(Temperature):
    pass


print(type(Warm.from_fahrenheit(50)).__name__)
