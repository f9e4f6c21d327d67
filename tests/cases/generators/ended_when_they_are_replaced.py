def g(n):
    try: yield 1
    finally: print("closed", n)
def f():
    x = g("local"); next(x); x = None; print("after local")
    class O: pass
    o = O(); o.x = g("attr"); next(o.x); o.x = None; print("after attr")
    l = [g("item")]; next(l[0]); l[0] = None; print("after item")
    d = {1: g("key")}; next(d[1]); d[1] = 2; print("after key")
    y = g("del"); next(y); del y; print("after del")
f()
z = g("global"); next(z); z = None; print("after global")


class C:
    pass


C.x = g("class")
next(C.x)
C.x = None
print("after class")
