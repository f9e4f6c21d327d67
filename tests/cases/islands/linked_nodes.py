import threading
class Node:
    def __init__(self, v, next=None): self.v, self.next = v, next
    def __repr__(self): return f"{self.v}->{self.next}"
def run(n):
    n.next = Node(9); print(n)
keep = Node(1)
n = Node(2, keep)
t = threading.Thread(target=run, args=(Node(3, Node(4)),)); t.start(); t.join()
t = threading.Thread(target=run, args=(n,)); del n; t.start(); t.join(); print(keep)
