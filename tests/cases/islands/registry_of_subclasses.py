import threading
registry = []
class Base:
    def __init_subclass__(cls, **kw): registry.append(cls.__name__)
def run():
    class Child(Base): pass
    print(len(registry))
t = threading.Thread(target=run); t.start(); t.join(); print(registry)
