"""Values on several lines."""

# Lacks: isrecursive


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    lines = []
    _format(object, lines.append, 0, 0, _Options(indent, width, depth, sort_dicts), 0)
    return "".join(lines)


class _Options:
    def __init__(self, indent, width, depth, sort_dicts):
        self.indent = indent
        self.width = width
        self.depth = depth
        self.sort_dicts = sort_dicts


def _ordered(items, options):
    items = list(items)
    if options.sort_dicts:
        try:
            items.sort(key=lambda item: item[0])
        except TypeError:
            items.sort(key=lambda item: (str(type(item[0])), repr(item[0])))
    return items


def _flat(object, options, level):
    if options.depth is not None and level >= options.depth and isinstance(object, (dict, list, tuple, set)) and object:
        return "{...}" if isinstance(object, (dict, set)) else "[...]" if isinstance(object, list) else "(...)"
    if type(object) is dict:
        items = [
            f"{_flat(key, options, level + 1)}: {_flat(value, options, level + 1)}"
            for key, value in _ordered(object.items(), options)
        ]
        return "{" + ", ".join(items) + "}"
    if type(object) is list:
        return f"[{', '.join([_flat(item, options, level + 1) for item in object])}]"
    if type(object) is tuple:
        inside = ", ".join([_flat(item, options, level + 1) for item in object])
        return f"({inside},)" if len(object) == 1 else f"({inside})"
    if type(object) is set and object:
        try:
            return "{" + ", ".join([repr(item) for item in sorted(object)]) + "}"
        except TypeError:
            pass
    return repr(object)


def _format(object, write, column, allowance, options, level):
    flat = _flat(object, options, level)
    if len(flat) <= options.width - column - allowance or not isinstance(object, (dict, list, tuple, set)):
        write(flat)
        return
    if options.depth is not None and level >= options.depth:
        write(flat)
        return
    inner = column + options.indent
    space = " " * (options.indent - 1)
    separator = ",\n" + " " * inner
    if isinstance(object, dict):
        write("{" + space)
        items = _ordered(object.items(), options)
        for at, (key, value) in enumerate(items):
            shown = _flat(key, options, level + 1)
            last = at + 1 == len(items)
            write((separator if at else "") + shown + ": ")
            _format(value, write, inner + len(shown) + 2, allowance + 1 if last else 1, options, level + 1)
        write("}")
        return
    opening, closing = ("[", "]") if isinstance(object, list) else ("(", ")") if isinstance(object, tuple) else ("{", "}")
    if closing == ")" and len(object) == 1:
        closing = ",)"
    items = sorted(object) if isinstance(object, set) else object
    write(opening + space)
    for at, item in enumerate(items):
        if at:
            write(separator)
        last = at + 1 == len(items)
        _format(item, write, inner, allowance + len(closing) if last else 1, options, level + 1)
    write(closing)


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, **options):
    print(pformat(object, indent, width, depth, compact=compact, sort_dicts=sort_dicts), file=stream)


def pp(object, *args, sort_dicts=False, **options):
    pprint(object, *args, sort_dicts=sort_dicts, **options)


def saferepr(object):
    return _flat(object, _Options(1, 80, None, True), 0)


def isreadable(object):
    return "<" not in saferepr(object)


class PrettyPrinter:
    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True, **options):
        self._options = {"indent": indent, "width": width, "depth": depth, "sort_dicts": sort_dicts}
        self._stream = stream

    def pformat(self, object):
        return pformat(object, **self._options)

    def pprint(self, object):
        print(self.pformat(object), file=self._stream)
