import threading, sys
def run(n):
    if n == 3: sys.exit("bye")
    if n == 2: raise KeyError("k")
    def deep(n): return deep(n + 1)
    try: deep(0)
    except RecursionError as e: print("rec", e)
for n in (1, 2, 3):
    t = threading.Thread(target=run, args=(n,), name=f"w{n}"); t.start(); t.join()
print("end")
