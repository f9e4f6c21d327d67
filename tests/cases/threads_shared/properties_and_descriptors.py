import threading


class Positive:
    def __set_name__(self, owner, name):
        self.name = "_" + name

    def __get__(self, obj, owner):
        return self if obj is None else getattr(obj, self.name, 0)

    def __set__(self, obj, value):
        if value < 0:
            raise ValueError(f"{self.name[1:]} must not be negative: {value}")
        setattr(obj, self.name, value)


class Tank:
    level = Positive()

    def __init__(self):
        self._lock = threading.Lock()
        self.history = []

    @property
    def full(self):
        return self.level >= 10

    def pour(self, amount):
        with self._lock:
            self.level += amount
            self.history.append(self.level)


tank = Tank()
problems = []


def pourer(amounts):
    for amount in amounts:
        try:
            tank.pour(amount)
        except ValueError as error:
            problems.append(error)


for amounts in ([5, -9], [4, 3]):
    t = threading.Thread(target=pourer, args=(amounts,))
    t.start()
    t.join()
print(tank.level, tank.full, tank.history)
print(problems[0], problems[0].__traceback__.tb_frame.f_code.co_name)


def add_method():
    Tank.drain = lambda self: self.__dict__.update(_level=0)


t = threading.Thread(target=add_method)
t.start()
t.join()
tank.drain()
print(tank.level, tank.full)
