"""What builtins say of arguments that are too many, too few, or named as none is."""
import operator


def tell(label, function):
    try:
        result = function()
    except Exception as error:
        print(label, "!", type(error).__name__, error)
    else:
        print(label, "=", type(result).__name__, result if " at 0x" not in repr(result) else "")


CALLS = """
round("x", "y") | round(len, [1]) | round(1, y=2) | round([], key=1) | round() | round(1, 2, 3) | pow() | pow(1) | pow(1, 2, 3, 4)
pow(2, 3, z=1) | pow(exp=2, base=3) | sum([], key=1) | sum() | sum(1, 2, 3) | min(x=1) | max() | max(1, 2, default=3)
enumerate([], key=1) | enumerate(x=1) | enumerate([], 1, 2) | anext() | anext(1, 2, 3) | anext(x=1) | format() | format(1, 2, 3)
format(1, x=1) | format("a", None) | format("a", 1) | super(1, 2, 3) | super(x=1) | super(int, 1) | type(1, 2, 3) | type("x", 1, 2)
type("x", (), 2) | type() | (5).to_bytes("x", "y") | (5).to_bytes(1, 2, 3) | (5).to_bytes(1, 2) | (5).to_bytes(x=1)
int.from_bytes(1, 2, 3) | int.from_bytes(x=1) | int.from_bytes({}) | int.from_bytes({"a": 1}) | int.from_bytes("a") | int.from_bytes(5)
int.from_bytes(iter([1, 2])) | bool.from_bytes(b"a") | float.fromhex() | float.fromhex(1, 2) | bytes.fromhex("aXé") | bytes.fromhex("zz")
b"abc".hex(1) | b"abc".hex([]) | b"abc".hex("x", 1, 2) | b"abc".hex(x=1) | b"abc".hex("::") | b"abc".hex([1]) | "a\\tb".expandtabs(1, 2)
{1}.update(x=1) | {1}.difference_update(x=1) | {1}.symmetric_difference_update() | frozenset([1]).union(x=1) | True in b"\\x01"
10**30 in b"a" | (5).__eq__(1.5) | (5).__lt__(1.5) | (1.5).__lt__(5) | [1].__lt__(5) | object().__format__(1) | None.__format__(None)
property().__get__(None) | property().__get__(1) | property().__set__(1, 2) | property().__delete__(1) | property(len).__get__([1, 2])
operator.length_hint(1, "x") | operator.length_hint("ab", 5) | operator.concat(1, 2) | operator.concat([1], 2) | operator.concat({}, {})
operator.iconcat(1, 2) | operator.countOf(1, 2) | operator.indexOf(1, 2) | operator.delitem(1, 0) | operator.delitem("abc", 0)
operator.delitem("abc", "x") | operator.delitem(iter([]), 0) | operator.setitem(iter([]), 0, 1) | operator.delitem({1}, 0)
eval("a", 5) | eval("a", {}, 5) | exec("a", 5) | exec("a", {}, 5)
"""
for call in CALLS.replace("\n", " | ").split(" | "):
    if call.strip():
        tell(call, lambda: eval(call))

values = [zip(), enumerate([]), reversed([]), iter([]), iter({}), map(len, []), iter("a"), iter(range(3)), iter({1}), (x for x in "")]
for value in values:
    for use in ("v * []", "[0] * v", "[] + v", "[1][v]", "len(v)", "v < 1", "-v", "v.nope", "v[0]", "v()", "{**v}", "chr(v)"):
        tell(use, lambda: eval(use, {"v": value}))
