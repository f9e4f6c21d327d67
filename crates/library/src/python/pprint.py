"""Values on several lines."""

from io import StringIO as _StringIO


class _SafeKey:
    """A key that can be compared with any other: by types and addresses, where values can't be."""

    __slots__ = ("value",)

    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        try:
            return self.value < other.value
        except TypeError:
            own, its = self.value, other.value
            return (str(type(own)), id(own)) < (str(type(its)), id(its))


def _by_key(item):
    return _SafeKey(item[0])


def pprint(
    object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False
):
    printer = PrettyPrinter(
        indent, width, depth, stream, compact=compact, sort_dicts=sort_dicts, underscore_numbers=underscore_numbers
    )
    printer.pprint(object)


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    printer = PrettyPrinter(
        indent, width, depth, compact=compact, sort_dicts=sort_dicts, underscore_numbers=underscore_numbers
    )
    return printer.pformat(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def saferepr(object):
    return PrettyPrinter()._safe_repr(object, {}, None, 0)[0]


def isreadable(object):
    return PrettyPrinter()._safe_repr(object, {}, None, 0)[1]


def isrecursive(object):
    return PrettyPrinter()._safe_repr(object, {}, None, 0)[2]


class PrettyPrinter:
    def __init__(
        self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True, underscore_numbers=False
    ):
        indent, width = int(indent), int(width)
        if indent < 0:
            raise ValueError("indent must be >= 0")
        if depth is not None and depth <= 0:
            raise ValueError("depth must be > 0")
        if not width:
            raise ValueError("width must be != 0")
        self._depth = depth
        self._indent_per_level = indent
        self._width = width
        if stream is None:
            import sys

            stream = sys.stdout
        self._stream = stream
        self._compact = bool(compact)
        self._sort_dicts = sort_dicts
        self._underscore_numbers = underscore_numbers

    def pprint(self, object):
        if self._stream is not None:
            self._format(object, self._stream, 0, 0, {}, 0)
            self._stream.write("\n")

    def pformat(self, object):
        stream = _StringIO()
        self._format(object, stream, 0, 0, {}, 0)
        return stream.getvalue()

    def isrecursive(self, object):
        return self.format(object, {}, 0, 0)[2]

    def isreadable(self, object):
        _, readable, recursive = self.format(object, {}, 0, 0)
        return readable and not recursive

    def format(self, object, context, maxlevels, level):
        return self._safe_repr(object, context, maxlevels, level)

    def _format(self, object, stream, indent, allowance, context, level):
        key = id(object)
        if key in context:
            stream.write(_recursion(object))
            self._recursive, self._readable = True, False
            return
        flat = self._repr(object, context, level)
        if len(flat) > self._width - indent - allowance:
            kind = type(object)
            way = _WAYS.get(kind.__repr__)
            if way is None and _is_plain_dataclass(object):
                way = PrettyPrinter._pprint_dataclass
            if way is not None:
                context[key] = 1
                way(self, object, stream, indent, allowance, context, level + 1)
                del context[key]
                return
            if isinstance(object, dict):
                context[key] = 1
                self._pprint_dict(object, stream, indent, allowance, context, level + 1)
                del context[key]
                return
        stream.write(flat)

    def _repr(self, object, context, level):
        text, readable, recursive = self.format(object, context.copy(), self._depth, level)
        if not readable:
            self._readable = False
        if recursive:
            self._recursive = True
        return text

    def _sorted(self, items):
        return sorted(items, key=_by_key) if self._sort_dicts else items

    def _pprint_dataclass(self, object, stream, indent, allowance, context, level):
        from dataclasses import fields

        name = type(object).__name__
        items = [(field.name, getattr(object, field.name)) for field in fields(object) if field.repr]
        stream.write(name + "(")
        self._format_named(items, stream, indent + len(name) + 1, allowance, context, level)
        stream.write(")")

    def _pprint_simplenamespace(self, object, stream, indent, allowance, context, level):
        from types import SimpleNamespace

        name = "namespace" if type(object) is SimpleNamespace else type(object).__name__
        stream.write(name + "(")
        self._format_named(object.__dict__.items(), stream, indent + len(name) + 1, allowance, context, level)
        stream.write(")")

    def _pprint_dict(self, object, stream, indent, allowance, context, level):
        stream.write("{" + " " * (self._indent_per_level - 1))
        if object:
            self._format_pairs(self._sorted(object.items()), stream, indent, allowance + 1, context, level)
        stream.write("}")

    def _pprint_ordered_dict(self, object, stream, indent, allowance, context, level):
        if not object:
            stream.write(repr(object))
            return
        name = type(object).__name__
        stream.write(name + "(")
        self._format(list(object.items()), stream, indent + len(name) + 1, allowance + 1, context, level)
        stream.write(")")

    def _pprint_list(self, object, stream, indent, allowance, context, level):
        stream.write("[")
        self._format_items(object, stream, indent, allowance + 1, context, level)
        stream.write("]")

    def _pprint_tuple(self, object, stream, indent, allowance, context, level):
        end = ",)" if len(object) == 1 else ")"
        stream.write("(")
        self._format_items(object, stream, indent, allowance + len(end), context, level)
        stream.write(end)

    def _pprint_set(self, object, stream, indent, allowance, context, level):
        if not object:
            stream.write(repr(object))
            return
        name = type(object).__name__
        start, end = ("{", "}") if type(object) is set else (name + "({", "})")
        stream.write(start)
        indent += len(start) - 1
        items = sorted(object, key=_SafeKey)
        self._format_items(items, stream, indent, allowance + len(end), context, level)
        stream.write(end)

    def _pprint_str(self, object, stream, indent, allowance, context, level):
        if not object:
            stream.write(repr(object))
            return
        import re

        chunks = []
        lines = object.splitlines(True)
        if level == 1:
            indent += 1
            allowance += 1
        widest = room = self._width - indent
        for at, line in enumerate(lines):
            shown = repr(line)
            if at == len(lines) - 1:
                room -= allowance
            if len(shown) <= room:
                chunks.append(shown)
                continue
            parts = re.findall(r"\S*\s*", line)
            parts.pop()
            here = widest
            current = ""
            for number, part in enumerate(parts):
                candidate = current + part
                if number == len(parts) - 1 and at == len(lines) - 1:
                    here -= allowance
                if len(repr(candidate)) > here:
                    if current:
                        chunks.append(repr(current))
                    current = part
                else:
                    current = candidate
            if current:
                chunks.append(repr(current))
        self._write_chunks(chunks, stream, indent, level == 1)

    def _write_chunks(self, chunks, stream, indent, parenthesized):
        if len(chunks) == 1:
            stream.write(chunks[0])
            return
        if parenthesized:
            stream.write("(")
        stream.write(("\n" + " " * indent).join(chunks))
        if parenthesized:
            stream.write(")")

    def _pprint_bytes(self, object, stream, indent, allowance, context, level):
        if len(object) <= 4:
            stream.write(repr(object))
            return
        parenthesized = level == 1
        if parenthesized:
            indent += 1
            allowance += 1
            stream.write("(")
        delimiter = ""
        for chunk in _wrapped_bytes(object, self._width - indent, allowance):
            stream.write(delimiter + chunk)
            delimiter = "\n" + " " * indent
        if parenthesized:
            stream.write(")")

    def _pprint_bytearray(self, object, stream, indent, allowance, context, level):
        stream.write("bytearray(")
        self._pprint_bytes(bytes(object), stream, indent + 10, allowance + 1, context, level + 1)
        stream.write(")")

    def _pprint_mappingproxy(self, object, stream, indent, allowance, context, level):
        stream.write("mappingproxy(")
        self._format(object.copy(), stream, indent + 13, allowance + 1, context, level)
        stream.write(")")

    def _pprint_default_dict(self, object, stream, indent, allowance, context, level):
        if not object:
            stream.write(repr(object))
            return
        factory = self._repr(object.default_factory, context, level)
        name = type(object).__name__
        indent += len(name) + 1
        stream.write(f"{name}({factory},\n{' ' * indent}")
        self._pprint_dict(object, stream, indent, allowance + 1, context, level)
        stream.write(")")

    def _pprint_counter(self, object, stream, indent, allowance, context, level):
        if not object:
            stream.write(repr(object))
            return
        name = type(object).__name__
        stream.write(name + "({" + " " * (self._indent_per_level - 1))
        self._format_pairs(object.most_common(), stream, indent + len(name) + 1, allowance + 2, context, level)
        stream.write("})")

    def _pprint_chain_map(self, object, stream, indent, allowance, context, level):
        if not len(object.maps):
            stream.write(repr(object))
            return
        name = type(object).__name__
        stream.write(name + "(")
        indent += len(name) + 1
        for at, each in enumerate(object.maps):
            if at == len(object.maps) - 1:
                self._format(each, stream, indent, allowance + 1, context, level)
                stream.write(")")
            else:
                self._format(each, stream, indent, 1, context, level)
                stream.write(",\n" + " " * indent)

    def _pprint_deque(self, object, stream, indent, allowance, context, level):
        if not len(object):
            stream.write(repr(object))
            return
        name = type(object).__name__
        stream.write(name + "(")
        indent += len(name) + 1
        stream.write("[")
        if object.maxlen is None:
            self._format_items(object, stream, indent, allowance + 2, context, level)
            stream.write("])")
        else:
            self._format_items(object, stream, indent, 2, context, level)
            longest = self._repr(object.maxlen, context, level)
            stream.write(f"],\n{' ' * indent}maxlen={longest})")

    def _pprint_user(self, object, stream, indent, allowance, context, level):
        self._format(object.data, stream, indent, allowance, context, level - 1)

    def _format_pairs(self, items, stream, indent, allowance, context, level):
        items = list(items)
        indent += self._indent_per_level
        delimiter = ",\n" + " " * indent
        for at, (key, value) in enumerate(items):
            is_last = at == len(items) - 1
            shown = self._repr(key, context, level)
            stream.write(shown + ": ")
            self._format(value, stream, indent + len(shown) + 2, allowance if is_last else 1, context, level)
            if not is_last:
                stream.write(delimiter)

    def _format_named(self, items, stream, indent, allowance, context, level):
        items = list(items)
        delimiter = ",\n" + " " * indent
        for at, (name, value) in enumerate(items):
            is_last = at == len(items) - 1
            stream.write(name + "=")
            if id(value) in context:
                stream.write("...")
            else:
                inside = indent + len(name) + 1
                self._format(value, stream, inside, allowance if is_last else 1, context, level)
            if not is_last:
                stream.write(delimiter)

    def _format_items(self, items, stream, indent, allowance, context, level):
        indent += self._indent_per_level
        if self._indent_per_level > 1:
            stream.write(" " * (self._indent_per_level - 1))
        new_line = ",\n" + " " * indent
        delimiter = ""
        width = room = self._width - indent + 1
        items = list(items)
        for at, item in enumerate(items):
            is_last = at == len(items) - 1
            if is_last:
                room -= allowance
                width -= allowance
            if self._compact:
                shown = self._repr(item, context, level)
                length = len(shown) + 2
                if room < length:
                    room = width
                    if delimiter:
                        delimiter = new_line
                if room >= length:
                    room -= length
                    stream.write(delimiter + shown)
                    delimiter = ", "
                    continue
            stream.write(delimiter)
            delimiter = new_line
            self._format(item, stream, indent, allowance if is_last else 1, context, level)

    def _safe_repr(self, object, context, maxlevels, level):
        """The text on one line, whether it can be read back, whether it is in itself."""
        kind = type(object)
        if kind in (str, bytes, bytearray, float, complex, bool, type(None)):
            return repr(object), True, False
        shown = kind.__repr__
        if shown is int.__repr__:
            return (f"{object:_d}" if self._underscore_numbers else repr(object)), True, False
        key = id(object)
        if issubclass(kind, dict) and shown is dict.__repr__:
            if not object:
                return "{}", True, False
            if maxlevels and level >= maxlevels:
                return "{...}", False, key in context
            parts = [
                (self.format(name, context, maxlevels, level + 1), value)
                for name, value in self._sorted(object.items())
            ] if key not in context else ()
            opening, closing = "{", "}"
        elif issubclass(kind, list) and shown is list.__repr__ or issubclass(kind, tuple) and shown is tuple.__repr__:
            if issubclass(kind, list):
                if not object:
                    return "[]", True, False
                opening, closing = "[", "]"
            elif len(object) == 1:
                opening, closing = "(", ",)"
            else:
                if not object:
                    return "()", True, False
                opening, closing = "(", ")"
            if maxlevels and level >= maxlevels:
                return f"{opening}...{closing}", False, key in context
            parts = [(None, value) for value in object]
        else:
            text = repr(object)
            return text, bool(text) and not text.startswith("<"), False
        if key in context:
            return _recursion(object), False, True
        context[key] = 1
        readable, recursive, texts = True, False, []
        for name, value in parts:
            text, its_readable, its_recursive = self.format(value, context, maxlevels, level + 1)
            if name is not None:
                text = f"{name[0]}: {text}"
                its_readable = its_readable and name[1]
                its_recursive = its_recursive or name[2]
            texts.append(text)
            readable = readable and its_readable
            recursive = recursive or its_recursive
        del context[key]
        return f"{opening}{', '.join(texts)}{closing}", readable, recursive


def _is_plain_dataclass(object):
    """Whether its `repr` is the one that `@dataclass` gives."""
    kind = type(object)
    if not hasattr(kind, "__dataclass_fields__") or not kind.__dataclass_params__.repr:
        return False
    return getattr(kind.__repr__, "__module__", None) == "dataclasses"


def _recursion(object):
    return f"<Recursion on {type(object).__name__} with id={id(object)}>"


def _wrapped_bytes(object, width, allowance):
    current = b""
    last = len(object) // 4 * 4
    for at in range(0, len(object), 4):
        part = object[at : at + 4]
        candidate = current + part
        if at == last:
            width -= allowance
        if len(repr(candidate)) > width:
            if current:
                yield repr(current)
            current = part
        else:
            current = candidate
    if current:
        yield repr(current)


def _ways():
    from collections import ChainMap, Counter, OrderedDict, UserDict, UserList, UserString, defaultdict, deque
    from types import MappingProxyType, SimpleNamespace

    printer = PrettyPrinter
    ways = {
        dict: printer._pprint_dict,
        OrderedDict: printer._pprint_ordered_dict,
        list: printer._pprint_list,
        tuple: printer._pprint_tuple,
        set: printer._pprint_set,
        frozenset: printer._pprint_set,
        str: printer._pprint_str,
        bytes: printer._pprint_bytes,
        bytearray: printer._pprint_bytearray,
        MappingProxyType: printer._pprint_mappingproxy,
        SimpleNamespace: printer._pprint_simplenamespace,
        defaultdict: printer._pprint_default_dict,
        Counter: printer._pprint_counter,
        ChainMap: printer._pprint_chain_map,
        deque: printer._pprint_deque,
        UserDict: printer._pprint_user,
        UserList: printer._pprint_user,
        UserString: printer._pprint_user,
    }
    return {kind.__repr__: way for kind, way in ways.items()}


_WAYS = _ways()
