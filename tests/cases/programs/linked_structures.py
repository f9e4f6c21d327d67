class Node:
    def __init__(self, value, next=None):
        self.value, self.next = value, next

    def __iter__(self):
        node = self
        while node is not None:
            yield node.value
            node = node.next


def build(values):
    head = None
    for value in reversed(values):
        head = Node(value, head)
    return head


def reverse(node, done=None):
    while node:
        node.next, done, node = done, node, node.next
    return done


class Tree:
    def __init__(self):
        self.root = None

    def insert(self, key):
        def place(node):
            if node is None:
                return [key, None, None]
            side = 1 if key < node[0] else 2
            node[side] = place(node[side])
            return node

        self.root = place(self.root)
        return self

    def __iter__(self):
        def walk(node):
            if node:
                yield from walk(node[1])
                yield node[0]
                yield from walk(node[2])

        return walk(self.root)

    def depth(self):
        return (lambda f, node: f(f, node))(
            lambda f, n: 0 if n is None else 1 + max(f(f, n[1]), f(f, n[2])), self.root
        )


print(list(reverse(build([1, 2, 3, 4]))))
tree = Tree()
for key in (5, 2, 8, 1, 9, 3):
    tree.insert(key)
print(list(tree), tree.depth(), 8 in tree, 7 in tree)
