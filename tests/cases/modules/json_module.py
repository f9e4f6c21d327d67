import json

data = {
    "name": "Ada",
    "tags": ["x", None, True],
    "nested": {"pi": 3.5, "n": 10**20},
    "é": 'ü\n"',
    "empty": [[], {}, ""],
}
print(json.dumps(data))
print(json.dumps(data, indent=2, sort_keys=True, ensure_ascii=False))
print(
    json.dumps([1, 2], separators=(",", ":")),
    json.dumps({1: "a", True: "b", None: "c"}),
    json.dumps((1, "x")),
    json.dumps("a/b"),
)
print(
    json.loads(json.dumps(data)) == data,
    json.loads('[1, 2.5, -3e2, "\\u00e9", null, true]'),
    json.loads(' {"a": {"b": []}} '),
)
print(json.dumps({"x": {1}}, default=list), json.dumps(float("inf")))
for bad in ("{", '{"a" 1}', "[1,]", "nul", "", '"open', "[1] x", "{'a': 1}"):
    try:
        json.loads(bad)
    except json.JSONDecodeError as error:
        print("JSONDecodeError:", error)
try:
    json.dumps({"x": object})
except TypeError as error:
    print("TypeError:", error)
