import threading, contextvars
v = contextvars.ContextVar("v", default=1)
def run(): print(v.get()); v.set(5); print(v.get())
v.set(3)
t = threading.Thread(target=run); t.start(); t.join(); print(v.get())
