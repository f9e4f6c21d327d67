"""What `list[T]` and `int | T` do with type variables."""


def parameters(args):
    """The type variables in arguments of a generic alias, each once."""
    found = []
    for arg in args:
        if isinstance(arg, (list, tuple)):
            inside = parameters(arg)
        elif hasattr(type(arg), "__typing_subst__"):
            inside = (arg,)
        else:
            inside = () if isinstance(arg, type) else getattr(arg, "__parameters__", ())
        found += [each for each in inside if each not in found]
    return tuple(found)


def filled(alias, item):
    """The arguments of an alias with those in `item` for its type variables."""
    variables = alias.__parameters__
    if not variables:
        raise TypeError(f"{alias!r} is not a generic class")
    items = item if isinstance(item, tuple) else (item,)
    values = _values(alias, variables, items)
    result = []
    for arg in alias.__args__:
        if arg in values:
            value = values[arg]
            result += value if isinstance(value, _Several) else [value]
            continue
        inside = () if isinstance(arg, type) else getattr(arg, "__parameters__", ())
        if inside:
            arg = arg[tuple([each for name in inside for each in _listed(values[name])])]
        result.append(arg)
    return tuple(result)


class _Several(list):
    """What stands for a `TypeVarTuple`."""


def _listed(value):
    return value if isinstance(value, _Several) else [value]


def _values(alias, variables, items):
    several = [at for at, each in enumerate(variables) if type(each).__name__ == "TypeVarTuple"]
    if several:
        before, after = several[0], len(variables) - several[0] - 1
        if len(items) < before + after:
            raise TypeError(
                f"Too few arguments for {alias!r}; actual {len(items)}, expected at least {before + after}"
            )
        end = len(items) - after
        items = (*items[:before], _Several(items[before:end]), *items[end:])
    if len(items) != len(variables):
        many = "many" if len(items) > len(variables) else "few"
        raise TypeError(f"Too {many} arguments for {alias!r}; actual {len(items)}, expected {len(variables)}")
    return {
        variable: value if isinstance(value, _Several) else variable.__typing_subst__(value)
        for variable, value in zip(variables, items)
    }


class Unpacked:
    """`*list[int]`, which iterating over `list[int]` gives"""

    __in_c__, __module__, __qualname__ = True, "types", "GenericAlias"
    __unpacked__ = True

    def __init__(self, alias):
        self._alias = alias

    def __getattr__(self, name):
        return getattr(self._alias, name)

    def __repr__(self):
        return f"*{self._alias!r}"

    def __eq__(self, other):
        return isinstance(other, Unpacked) and self._alias == other._alias

    def __hash__(self):
        return hash(self._alias)
