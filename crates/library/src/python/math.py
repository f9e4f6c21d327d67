"""What goes over iterables; the rest is native."""


def _special(name):
    def function(x, /):
        kind = type(x)
        if not hasattr(kind, "__float__") and not hasattr(kind, "__index__"):
            raise TypeError(f"must be real number, not {kind.__name__}")
        import _special_functions

        return getattr(_special_functions, name)(float(x))

    function.__name__ = function.__qualname__ = name
    function.__in_c__ = True
    return function


erf, erfc, gamma, lgamma = map(_special, ("erf", "erfc", "gamma", "lgamma"))


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
