"""What goes over iterables; the rest is native."""

# Lacks: erf erfc gamma lgamma


def fsum(seq, /):
    return _exact_sum(list(seq))


def prod(iterable, /, *, start=1):
    for item in iterable:
        start = start * item
    return start


def dist(p, q, /):
    p, q = tuple(p), tuple(q)
    if len(p) != len(q):
        raise ValueError("both points must have the same number of dimensions")
    return hypot(*[a - b for a, b in zip(p, q)])
