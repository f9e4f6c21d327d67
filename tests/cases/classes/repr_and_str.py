class Both:
    def __repr__(self):
        return "<repr>"

    def __str__(self):
        return "<str>"

    def __format__(self, spec):
        return f"<format {spec!r}>"


class OnlyRepr:
    def __repr__(self):
        return "<only repr>"


both = Both()
print(both, [both], (both,), {both}, {1: both})
print(str(both), repr(both), f"{both} {both!r} {both!s} {both:spec} {both!s:>8}")
print("%s %r" % (both, both), "{0} {0!r}".format(both))
print(OnlyRepr(), [OnlyRepr()], str(OnlyRepr()))
print(int, [str], Both, print, len, type(None), Ellipsis, NotImplemented)
recursive = [1]
recursive.append(recursive)
looped = {}
looped["me"] = looped
print(recursive, looped)
print((1,), (), [], {}, set(), frozenset(), frozenset({1}), range(3), range(1, 9, 2), slice(1, None))
print("it's", ["it's", 'say "hi"', "both ' and \"", "tab\t", "nl\n", "\\", "\x00é\u200b"])
print(b"bytes\x00\xff'", bytearray(b"ab"), True, None, 1e100, -0.0)
