d = {}
exec("def f(): return y\nclass C: pass\nx = 1", d)
print(d['f'].__module__, d['C'].__module__, repr(d['C']).split()[0], list(d)[:2], d['f'].__globals__ is d)
try:
    d['f']()
except NameError as e:
    print(e)
d['y'] = 5
print(d['f']())
exec("def g():\n    global z\n    z = y + 1\n    return f()", d)
print(d['g'](), d['z'])
d.update(y=7)
print(d['g'](), d['z'])
del d['y']
try:
    d['g']()
except NameError as e:
    print(e)
d['y'] = 1
d.pop('y')
try:
    d['g']()
except NameError as e:
    print(e)
d.setdefault('y', 9)
print(eval("g() + x", d))
d.clear()
print(d)
g = globals()
print(type(g), g is globals(), globals() is vars(__import__('__main__')))
late = 3
print(g['late'])
g['other'] = 4
print(other, 'late' in g)
del g['late']
try:
    late
except NameError as e:
    print(e)
def inner():
    a = 1
    b = 2
    exec("print(a + b, other)")
    exec("a = 5; print(a)")
    print(a)
    print(eval("a * 10 + other"))
    try:
        eval("[a for _ in range(2)]")
    except NameError as e:
        print(e)
inner()
ns = {}
exec("v = 1\ndef h(): return v", {'v': 10}, ns)
print(ns['v'], ns['h'](), list(ns))
class K:
    p = 1
    exec("q = p + 1")
print(K.q)
try:
    eval("print(1)", {'__builtins__': {}})
except NameError as e:
    print(e)
print(eval("len([1])", {'__builtins__': {'len': len}}))
print(eval("x + y", {'x': 1}, {'y': 2}))
ns = {}
try:
    exec("k = 1\nraise ValueError(k)", {}, ns)
except ValueError as e:
    print(e, ns)
import types
m = types.ModuleType('m')
exec("w = 5\ndef rw(): return w, __name__", m.__dict__)
m.w = 6
print(m.rw(), m.__dict__['w'])
vars(m)['w'] = 7
print(m.w, m.rw())
ns = {}
exec("""
"doc"
a: int = 1
b: str
class Q:
    '''d'''
    def m(self): return a
""", ns)
print(ns['__doc__'], ns['__annotations__'], ns['Q']().m(), ns['Q'].__doc__)
ns = {}
exec("a: int = 1\nfor i in range(3): pass\nimport math\ndel i", {}, ns)
print(ns['__annotations__'], sorted(ns))
print(eval(compile("1 + 2", "<e>", "eval")))
exec(compile("print('hi')", "<e>", "exec"))
def make():
    exec("def fn(n): return n * 2", scope := {})
    return scope['fn']
print(make()(4))
code = "counter += 1"
scope = {'counter': 0}
for _ in range(3):
    exec(code, scope)
print(scope['counter'])
