class Point:
    x, y = 1, 2


print("{} {}".format("a", 1), "{1} {0} {1}".format("a", "b"), "{name!r:>8}".format(name="x"))
print("{0.x}/{0.y} {1[0]} {2[key]}".format(Point, [9], {"key": "v"}), "{{}} {}".format(3))
print("{:>5}|{:<5}|{:^5}|{:=+6d}|{:*>4}".format("r", "l", "c", 7, "f"))
print(
    "{:,} {:_} {:.1e} {:08.3f} {:+.0f} {:x} {:#o}".format(1234567, 1234567, 12345.678, -3.14159, 2.5, 255, 8)
)
print("{:{}}|{:.{}f}".format("w", 4, 3.14159, 1), "{a}{b}".format_map({"a": 1, "b": 2}))
print(format(255, "b"), format(1.5), format("s", "^5"), format(0.1 + 0.2, ".20f"), format(10**20, ","))
for bad in ("{} {}", "{0} {}", "{missing}", "{", "}", "{!x}", "{0.nope}"):
    try:
        print(bad.format("only"))
    except (IndexError, ValueError, KeyError, AttributeError) as error:
        print(type(error).__name__, error)
