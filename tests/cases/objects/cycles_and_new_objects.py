import gc

gc.collect()


class Made:
    def __init__(self, by):
        self.by = by
        self.word = "mine"

    def __del__(self):
        print("made:", self.word, self.by is None)


class Maker:
    def __init__(self, makes):
        self.me = self
        self.makes = makes

    def __del__(self):
        self.made = self.makes(self)
        print("maker makes", type(self.made).__name__)


def suspended(_):
    def running():
        try:
            yield 1
        finally:
            print("finally")

    generator = running()
    next(generator)
    return generator


Maker(Made)
print(gc.collect())
print(gc.collect())
Maker(lambda by: Made(None))
print(gc.collect())
print(gc.collect())
Maker(suspended)
print(gc.collect())
print(gc.collect())


class Held:
    def __del__(self):
        print("end of", self.name)


def in_a_cycle(name, iterator):
    held = Held()
    held.name = name
    cycle = [held]
    cycle.append(iterator(cycle))
    del held, cycle
    gc.collect()


in_a_cycle("reversed", reversed)
in_a_cycle("map", lambda cycle: map(str, cycle))
in_a_cycle("map's function", lambda cycle: map(lambda item: cycle, []))
in_a_cycle("filter", lambda cycle: filter(None, cycle))
in_a_cycle("zip", lambda cycle: zip(cycle, cycle))
in_a_cycle("enumerate", enumerate)
print("end")
