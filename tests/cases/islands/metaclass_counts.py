import threading
class Meta(type):
    n = 0
    def __call__(cls, *a):
        Meta.n += 1
        return super().__call__(*a)
class A(metaclass=Meta):
    def __init__(self, v): self.v = v
def run(): print(A(1).v, Meta.n)
for _ in range(2):
    t = threading.Thread(target=run); t.start(); t.join()
print(Meta.n)
