name, number, items = "Ada", 42, [1, 2]
pi = 3.14159265
print(f"{name} is {number + 1} {name!r} {items} {{braces}} {name.upper()[0]}")
print(
    f"{number:5}|{number:<5}|{number:^5}|{number:05}|{number:+}|{number:x}|{number:#b}|{number:o}|{number:c}"
)
print(
    f"{pi:.2f} {pi:8.3f}| {pi:e} {pi:.3g} {pi:g} {1e10:g} {pi:%} {0.256:.1%} {1234567.891:,.2f} {12345678:_}"
)
print(f"{name:>6}|{name:*^9}|{name:.2}|{name!r:>8}|{True}|{None}|{True:d}|{3.0}|{-0.0}")
width, precision = 10, 3
print(f"{pi:{width}.{precision}f}|{name:{'>'}{width}}|")
print(f"{number=} {name = } {number=:>6} {items[0]=} {len(name)=}")
print(f"{'nested ' + f'{number}'} {'a' if number else 'b'} {(lambda x: x * 2)(4)} { {'k': 1}['k'] }")
print(
    f"multi {name}" " joined " f"{number}",
    rf"\raw{number}",
    f"""triple
{name}""",
)
for spec in ("d", "s", ".2f", "5", ">"):
    for value in (7, 7.5, "seven"):
        try:
            print(format(value, spec), end=" ")
        except ValueError as error:
            print(f"[{error}]", end=" ")
    print()
try:
    f"{[1]:5}"
except TypeError as error:
    print("TypeError:", error)
