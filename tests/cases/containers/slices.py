text = "abcdefgh"
for part in (
    slice(2, 5),
    slice(None, 3),
    slice(-3, None),
    slice(None, None, -2),
    slice(5, 2),
    slice(6, 1, -2),
    slice(-99, 99),
):
    print(part, text[part], list(range(8))[part], part.indices(8))
items = list(range(10))
items[2:5] = []
items[4:4] = ["a", "b"]
items[-1:] = "xy"
del items[::3]
print(items, tuple(items)[::-1], range(10)[2:8:2], range(10)[-1], len(range(0, 10, 3)), 6 in range(0, 10, 3))
grid = [[r * 3 + c for c in range(3)] for r in range(3)]
print([row[1:] for row in grid[::2]], grid[-1][-1], b"bytes"[1:3])


class Show:
    def __getitem__(self, key):
        return key


print(Show()[1], Show()[1:2], Show()[::3], Show()[1, 2:3], Show()[...])
try:
    text[::0]
except ValueError as error:
    print("ValueError:", error)
try:
    text["a":]
except TypeError as error:
    print("TypeError:", error)
