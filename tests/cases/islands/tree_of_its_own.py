import threading
class Tree:
    def __init__(self, v): self.v, self.left, self.right = v, None, None
    def insert(self, v):
        side = "left" if v < self.v else "right"
        child = self.left if v < self.v else self.right
        if child is None:
            new = Tree(v)
            if v < self.v: self.left = new
            else: self.right = new
        else: child.insert(v)
    def walk(self):
        if self.left: yield from self.left.walk()
        yield self.v
        if self.right: yield from self.right.walk()
def build(values):
    root = Tree(values[0])
    for v in values[1:]: root.insert(v)
    node = root
    node.v = -node.v
    print(list(root.walk()))
t = threading.Thread(target=build, args=([5, 2, 8, 1, 9],)); t.start(); t.join()
