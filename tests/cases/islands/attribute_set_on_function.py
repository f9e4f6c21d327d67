import threading, functools
def counted(f):
    @functools.wraps(f)
    def wrapper(*a):
        wrapper.last = a
        return f(*a)
    wrapper.last = None
    return wrapper
@counted
def sq(n): return n * n
def run(n): print(sq(n))
t = threading.Thread(target=run, args=(3,)); t.start(); t.join(); print(sq.last)
def plain(n): return n
def mark(fn): fn.marked = True
def run2(): mark(plain); print("marked")
t = threading.Thread(target=run2); t.start(); t.join(); print(getattr(plain, "marked", None))
