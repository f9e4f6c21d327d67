class A:
    __slots__ = ("x", "__y")
    def __init__(self): self.x = 1; self.__y = 2
    def y(self): return self.__y
class B(A): pass
class C(A):
    __slots__ = ("z",)
    def __setattr__(self, n, v): print("set", n); super().__setattr__(n, v)
class D:
    __slots__ = ("x",)
    def __getattribute__(self, n): print("get", n); return object.__getattribute__(self, n)
for cls in (A, B, C):
    o = cls(); o.x += 1; print(o.x, o.y())
    try: o.w = 1; print(o.w)
    except AttributeError as e: print(e)
    del o.x
    try: print(o.x)
    except AttributeError as e: print(e)
d = D(); d.x = 5; print(d.x)
b = B(); b.x = 3; b.q = 4; print(b.__dict__, b.x)
A.x2 = 5
try: A().x2 = 6
except AttributeError as e: print(e)
class E:
    __slots__ = ("v",)
    w = 3
e = E()
try: e.w = 4
except AttributeError as x: print(x)
print(e.w)
E.v2 = E.v
e.v = 9; print(e.v2); e.v2 = 10; print(e.v)
A.x = 7
print(A().x if False else A.x)
