import threading
pair = ([1], "x")
def run(p): p[0].append(2); print(p)
t = threading.Thread(target=run, args=(pair,)); t.start(); t.join(); print(pair)
t = threading.Thread(target=run, args=(([1], "y"),)); t.start(); t.join()
