import gc
import sys
import weakref
gc.collect()
class A:
    pass
a = A(); a.b = a; del a
print(gc.collect())
a = A(); b = A(); a.b = b; b.a = a; del a, b
print(gc.collect())
a = []; a.append(a); del a
print(gc.collect())
def o():
    def i():
        return i
    return 1
o()
print(gc.collect())
d = {}; d[1] = d; del d
print(gc.collect(), gc.get_threshold())
a = A(); a.m = a.__init__; del a
print(gc.collect())
a = A(); a.x = [1]; a.y = {}; a.z = {1: a}; a.t = (1, 2); del a
print(gc.collect())
def g():
    m = yield
    try:
        yield m
    finally:
        print("finally")
x = g(); next(x); x.send(x); del x
print(gc.collect())
class L(list):
    pass
l = L(); l.append(l); del l
print(gc.collect())
l = L(); l.x = l; del l
print(gc.collect())
class Told:
    def __init__(self, n):
        self.n = n
    def __del__(self):
        print('del', self.n)
l = [Told(i) for i in range(3)]
for i in range(3):
    l[i].o = l[(i + 1) % 3]
r = [weakref.ref(x, lambda r, i=i: print('cb', i)) for i, x in enumerate(l)]
del l
print(gc.collect(), [x() for x in r])
saved = []
class R:
    def __del__(self):
        saved.append(self)
        print("saved", self.other is not None)
a = R(); b = R(); a.other = b; b.other = a
del a, b
print(gc.collect(), len(saved))
saved.clear()
print(gc.collect())
from collections import deque
q = deque(); q.append(q); del q
print(gc.collect())
s = Told(5); s.w = weakref.ref(s, lambda r: print("never")); s.me = s
del s
print(gc.collect())
class Bad:
    def __del__(self):
        raise ValueError("in del")
sys.unraisablehook = lambda told: print("unraisable", told.exc_value, told.object.__qualname__)
b = Bad(); b.b = b; del b
print(gc.collect())
print(gc.isenabled()); gc.disable(); print(gc.isenabled()); gc.enable()
class Node:
    def __init__(self): self.kids = []; self.parent = None
    def add(self, k): self.kids.append(k); k.parent = self
root = Node()
for _ in range(5):
    root.add(Node())
ref = weakref.ref(root)
del root
print(ref() is None, gc.collect(), ref() is None)
e = None
try:
    raise KeyError
except KeyError as err:
    e = err
e.self = e
del e
print(gc.collect() > 0)
t = [1, 2]
u = [t]
print(any(x is u for x in gc.get_referrers(t)), any(x is t for x in gc.get_referents(u)))
