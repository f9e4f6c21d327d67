print("%s and %r" % ("text", "text"), "%d%%" % 42, "%5d|%-5d|%05d|%+d" % (42, 42, 42, 42))
print("%f %.2f %8.3f| %e %g %g %G" % (3.14159, 3.14159, 3.14159, 31415.9, 0.00001, 1e10, 1e-10))
print("%x %X %o %#x %c %c %i" % (255, 255, 8, 255, 65, "z", 3.9))
print("%10s|%-10s|%.2s|%10.3s|" % ("right", "left", "cut", "abcdef"))
print(
    "%(name)s is %(age)03d" % {"name": "Ada", "age": 36}, "%s" % (1,), "%s" % [1, 2], "%s %s" % ((1, 2), None)
)
print("%*d|%-*d|%.*f" % (6, 42, 6, 42, 2, 3.14159), "%a" % "é", "%5.1f%%" % 99.55)
print(b"%d %s" % (5, b"x"), "no codes" % ())
for bad in (
    lambda: "%d" % "x",
    lambda: "%s %s" % "one",
    lambda: "%s" % (1, 2),
    lambda: "%z" % 1,
    lambda: "%(a)s" % {},
    lambda: "%c" % "long",
    lambda: "%" % 1,
    lambda: "%x" % 1.5,
):
    try:
        bad()
    except (TypeError, ValueError, KeyError) as error:
        print(type(error).__name__, error)
