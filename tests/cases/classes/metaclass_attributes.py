class Watched(type):
    def __setattr__(cls, name, value):
        print("set", name, value)
        super().__setattr__(name, value)

    def __call__(cls, *args):
        print("making", cls.__name__)
        return super().__call__(*args)


class Config(metaclass=Watched):
    level = 1

    def __init__(self, name):
        self.name = name


Config.level = 2
print(Config.level, Config("test").name)
setattr(Config, "level", 3)
print(Config.level)
type.__setattr__(Config, "level", 4)
print(Config.level)
