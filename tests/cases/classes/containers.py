class Grid:
    def __init__(self):
        self.cells = {}

    def __getitem__(self, key):
        print("get", key)
        return self.cells[key]

    def __setitem__(self, key, value):
        print("set", key, value)
        self.cells[key] = value

    def __delitem__(self, key):
        del self.cells[key]

    def __len__(self):
        return len(self.cells)

    def __contains__(self, key):
        return key in self.cells

    def __iter__(self):
        return iter(sorted(self.cells))

    def __missing__(self, key):
        return "only for dict subclasses"


grid = Grid()
grid[1, 2] = "x"
grid[0, 0] = "y"
grid[1, 2] += "z"
print(grid[1, 2], len(grid), (0, 0) in grid, list(grid), bool(Grid()))
del grid[0, 0]
try:
    grid[0:5]
except (KeyError, TypeError) as error:
    print(type(error).__name__)


class Old:
    def __getitem__(self, index):
        if index > 2:
            raise IndexError
        return index * 10


print(list(Old()), 20 in Old(), [*Old()])


class Default(dict):
    def __missing__(self, key):
        self[key] = len(key)
        return self[key]


d = Default(a=0)
print(d["hello"], d["a"], d, d.get("nope"))


class Stack(list):
    def push(self, item):
        self.append(item)
        return self


print(Stack([1]).push(2).push(3)[1:], len(Stack()))
