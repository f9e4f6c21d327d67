import threading
from dataclasses import dataclass, field
@dataclass
class P:
    x: int
    items: list = field(default_factory=list)
def run(p):
    p.items.append(p.x); print(p)
p = P(3)
t = threading.Thread(target=run, args=(p,)); t.start(); t.join()
print(p)
t = threading.Thread(target=run, args=(P(4),)); t.start(); t.join()
