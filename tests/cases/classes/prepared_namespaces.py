class Ordered(dict):
    def __setitem__(self, k, v):
        if not k.startswith('__'):
            print('set', k)
        super().__setitem__(k, v)
class Meta(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kw):
        print('prepare', name, bases, kw)
        return Ordered(extra=1)
    def __new__(mcs, name, bases, ns, **kw):
        print(type(ns).__name__)
        return super().__new__(mcs, name, bases, dict(ns))
    def __init__(cls, name, bases, ns, **kw):
        super().__init__(name, bases, ns)
class C(metaclass=Meta, flag=True):
    a = extra + 1
    def f(self): return __class__
print(C.a, C.extra, C().f() is C)
class D(C):
    b = 3
print(type(D).__name__)
def make(name, bases, ns):
    print(name, bases, sorted(k for k in ns if not k.startswith('__')))
    return 42
class X(metaclass=make):
    p = 1
print(X)
class M1(type): pass
class M2(type): pass
class B1(metaclass=M1): pass
class B2(metaclass=M2): pass
try:
    class B3(B1, B2): pass
except TypeError as e:
    print(e)
class M3(M1): pass
class B4(B1, metaclass=M3): pass
class B5(B4, B1): pass
print(type(B5).__name__, type.__prepare__('x', ()))
