class Plugin:
    registry = []

    def __init_subclass__(cls, /, label=None, **kwargs):
        super().__init_subclass__(**kwargs)
        Plugin.registry.append((cls.__name__, label))


class First(Plugin, label="one"):
    pass


class Second(First):
    pass


print(Plugin.registry)


class Meta(type):
    def __new__(mcls, name, bases, namespace):
        namespace["made_by"] = mcls.__name__
        return super().__new__(mcls, name, bases, namespace)

    def __call__(cls, *args):
        print("calling", cls.__name__, args)
        return super().__call__(*args)


class Made(metaclass=Meta):
    def __init__(self, x):
        self.x = x


print(Made(5).x, Made.made_by, type(Made).__name__)


class Single:
    instance = None

    def __new__(cls):
        if cls.instance is None:
            cls.instance = super().__new__(cls)
        return cls.instance


print(Single() is Single())


class Celsius(float):
    def __new__(cls, value):
        return super().__new__(cls, round(value, 1))

    def __str__(self):
        return float.__repr__(self) + " C"


print(Celsius(21.456), Celsius(1) + 1, isinstance(Celsius(1), float))


class Tools:
    def __class_getitem__(cls, item):
        return f"Tools of {item}"

    def _single(self):
        return "one underscore"

    def __double(self):
        return "mangled"

    def call(self):
        return self.__double()


print(Tools[int], Tools().call(), hasattr(Tools(), "__double"), Tools()._Tools__double())
