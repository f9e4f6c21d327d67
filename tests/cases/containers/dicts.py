d = {"b": 2, "a": 1}
d["c"] = 3
print(d, len(d), d["a"], d.get("z"), d.get("z", 0), "a" in d, list(d), list(d.values()), list(d.items()))
print(d.pop("b"), d.pop("zz", None), d.setdefault("a", 9), d.setdefault("n", []), d)
d.update({"a": 10}, x=1)
d |= {"y": 2}
d["a"] += 5
del d["c"]
print(d, {"a": 1} | {"a": 2, "b": 3}, dict([("k", "v")]), dict(a=1, b=2), dict.fromkeys("ab", 0))
print(d.popitem(), list(reversed(d)), sorted(d.items(), key=lambda kv: str(kv[1])))
print({"a": 1, "b": 2} == {"b": 2, "a": 1}, {1: "int", 1.0: "float", True: "bool"}, {(1, 2): "tuple"}[1, 2])
print(
    d.keys() & {"a", "q"},
    d.keys() >= {"a"},
    type(d.items()).__name__,
    {"a": 1}.items(),
    {"a": 1}.keys(),
    {1: 2}.values(),
)
for key, value in {"one": 1, "two": 2}.items():
    print(key, value, end="; ")
print({k: v for v, k in enumerate("xyz")}, {**{"a": 1}, "a": 2})
copy = d.copy()
d.clear()
print(d, bool(d), copy == {**copy}, max({"a": 1, "b": 5}, key={"a": 1, "b": 5}.get))
for bad in (
    lambda: {}["missing"],
    lambda: {}[1, "two"],
    lambda: {[]: 1},
    lambda: {}.pop("k"),
    lambda: {}.popitem(),
    lambda: dict([1]),
):
    try:
        bad()
    except (KeyError, TypeError) as error:
        print(type(error).__name__, error)
