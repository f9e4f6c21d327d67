from collections import Counter, OrderedDict, defaultdict, deque, namedtuple

d = deque([1, 2, 3], maxlen=4)
d.append(4)
d.appendleft(0)
d.rotate(1)
print(d, d[0], len(d), d.popleft(), d.pop(), list(d), d.maxlen)
d.extend("xy")
d.extendleft("ab")
print(d, "a" in d, d.index("a"), d.count("x"), deque("ab") == deque(["a", "b"]))
groups = defaultdict(list)
for word in ("apple", "avocado", "bean"):
    groups[word[0]].append(word)
print(groups, dict(groups), groups["z"], len(groups), defaultdict(int)["n"])
counts = Counter("mississippi")
print(
    counts,
    counts["s"],
    counts["q"],
    counts.most_common(2),
    sum(counts.values()),
    sorted(counts.elements())[:5],
)
counts.update("mm")
print(counts["m"], Counter(a=3) - Counter(a=1), Counter("ab") + Counter("bc"))
Point = namedtuple("Point", "x y", defaults=[0])
p = Point(1)
print(p, p.x, p[1], p._replace(y=5), p._asdict(), Point._fields, p == (1, 0), Point._make([7, 8]))
order = OrderedDict(a=1, b=2)
order.move_to_end("a")
print(order, list(order), order.popitem(last=False))
try:
    deque().popleft()
except IndexError as error:
    print("IndexError:", error)
try:
    Point(1, 2, 3)
except TypeError as error:
    print("TypeError:", error)
