import threading
from collections import namedtuple, deque, Counter, defaultdict, OrderedDict
P = namedtuple("P", "x y")
def run(p, d, c, dd, od):
    d.append(1); c["a"] += 1; dd["k"].append(1); print(p, d, c, dict(dd), od)
t = threading.Thread(target=run, args=(P(1, 2), deque([0]), Counter("aab"), defaultdict(list), OrderedDict(a=1))); t.start(); t.join()
