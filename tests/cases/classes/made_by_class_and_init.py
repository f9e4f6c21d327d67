class A:
    def __init__(self, a, b=2, *, c=3): self.v = (a, b, c)
class B(A):
    def __new__(cls, *args): print("new", args); return super().__new__(cls)
class C(A):
    def __init__(self): return 5
class D:
    def __init__(self): yield
class M(type):
    def __call__(cls, *a): print("meta", a); return super().__call__(*a)
class E(metaclass=M):
    def __init__(self, x): self.x = x
class F:
    def __init__(self, n):
        if n: self.next = F(n - 1)
class G(Exception):
    def __init__(self, x): self.x = x
for make in (lambda: A(1).v, lambda: A(1, 5).v, lambda: A(1, c=4).v, lambda: A(), lambda: A(1, 2, 3), lambda: B(1).v, lambda: C(), lambda: D(), lambda: E(3).x, lambda: F(5).next.next is not None, lambda: G(1).x, lambda: G(1).args):
    try: print(make())
    except Exception as e: print(type(e).__name__, e)
A.__new__ = lambda cls, *a, **k: object.__new__(cls)
print(A(9).v)
import abc
class H(abc.ABC):
    def __init__(self): pass
    @abc.abstractmethod
    def f(self): ...
try: H()
except TypeError as e: print(e)
