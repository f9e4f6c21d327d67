import threading
def make(items):
    def add(x): items.append(x); return len(items)
    return add
l = []
add = make(l)
def run(): print(add(1))
t = threading.Thread(target=run); t.start(); t.join(); print(l)
