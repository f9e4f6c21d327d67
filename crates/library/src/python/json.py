"""JSON. Reading is native, and so is writing of what needs no Python code."""

class JSONDecodeError(ValueError):
    def __init__(self, msg, doc, pos):
        line = doc.count("\n", 0, pos) + 1
        column = pos - doc.rfind("\n", 0, pos)
        super().__init__(f"{msg}: line {line} column {column} (char {pos})")
        self.msg = msg
        self.doc = doc
        self.pos = pos
        self.lineno = line
        self.colno = column


def detect_encoding(b):
    if b.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        return "utf-32"
    if b.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if b.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    if len(b) >= 4:
        if not b[0]:
            return "utf-16-be" if b[1] else "utf-32-be"
        if not b[1]:
            return "utf-16-le" if b[2] or b[3] else "utf-32-le"
    elif len(b) == 2:
        if not b[0]:
            return "utf-16-be"
        if not b[1]:
            return "utf-16-le"
    return "utf-8"


def _skip_space(text, at):
    while at < len(text) and text[at] in " \t\n\r":
        at += 1
    return at


def _hooked(value, object_hook, object_pairs_hook, parse_float, parse_int, parse_constant):
    if isinstance(value, tuple):
        pairs = [
            (key, _hooked(item, object_hook, object_pairs_hook, parse_float, parse_int, parse_constant))
            for key, item in value[0]
        ]
        if object_pairs_hook is not None:
            return object_pairs_hook(pairs)
        return dict(pairs) if object_hook is None else object_hook(dict(pairs))
    if isinstance(value, list):
        return [
            _hooked(item, object_hook, object_pairs_hook, parse_float, parse_int, parse_constant) for item in value
        ]
    return value


def loads(
    s, *, cls=None, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, object_pairs_hook=None
):
    if cls is not None:
        return cls(object_hook=object_hook, object_pairs_hook=object_pairs_hook).decode(s)
    for name, hook in (("parse_float", parse_float), ("parse_int", parse_int), ("parse_constant", parse_constant)):
        if hook is not None:
            raise NotImplementedError(f"Loopscope's json.loads() does not have {name!r} yet")
    if isinstance(s, (bytes, bytearray)):
        s = s.decode()
    elif not isinstance(s, str):
        raise TypeError(f"the JSON object must be str, bytes or bytearray, not {type(s).__name__}")
    if s.startswith("\ufeff"):
        raise JSONDecodeError("Unexpected UTF-8 BOM (decode using utf-8-sig)", s, 0)
    hooked = object_hook is not None or object_pairs_hook is not None
    value, end = _scan(s, _skip_space(s, 0), hooked)
    end = _skip_space(s, end)
    if end != len(s):
        raise JSONDecodeError("Extra data", s, end)
    if hooked:
        value = _hooked(value, object_hook, object_pairs_hook, parse_float, parse_int, parse_constant)
    return value


def _scan(text, at, pairs):
    value, wrong, end = _parse(text, at, pairs)
    if wrong is not None:
        raise JSONDecodeError(value, text, wrong)
    return value, end


def load(fp, **keywords):
    return loads(fp.read(), **keywords)


class JSONDecoder:
    def __init__(self, *, object_hook=None, object_pairs_hook=None, strict=True, **keywords):
        self.object_hook = object_hook
        self.object_pairs_hook = object_pairs_hook

    def decode(self, s):
        return loads(s, object_hook=self.object_hook, object_pairs_hook=self.object_pairs_hook)

    def raw_decode(self, s, idx=0):
        return _scan(s, idx, False)


def _float(number, allow_nan):
    if number - number == 0:
        return float.__repr__(number)
    if not allow_nan:
        raise ValueError("Out of range float values are not JSON compliant")
    return "NaN" if number != number else "Infinity" if number > 0 else "-Infinity"


class JSONEncoder:
    item_separator = ", "
    key_separator = ": "

    def __init__(
        self,
        *,
        skipkeys=False,
        ensure_ascii=True,
        check_circular=True,
        allow_nan=True,
        sort_keys=False,
        indent=None,
        separators=None,
        default=None,
    ):
        self.skipkeys = skipkeys
        self.ensure_ascii = bool(ensure_ascii)
        self.check_circular = check_circular
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = " " * indent if isinstance(indent, int) else indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ","
        if default is not None:
            self.default = default

    def default(self, o):
        raise TypeError(f"Object of type {type(o).__name__} is not JSON serializable")

    def encode(self, o):
        if not self.sort_keys:
            text = _write(o, self.item_separator, self.key_separator, self.indent, self.ensure_ascii)
            if text is not None:
                return text
        chunks = []
        self._write(o, chunks.append, "\n", [])
        return "".join(chunks)

    def iterencode(self, o, _one_shot=False):
        chunks = []
        self._write(o, chunks.append, "\n", [])
        return iter(chunks)

    def _write(self, o, write, line, inside):
        if isinstance(o, str):
            write(_quote(o, self.ensure_ascii))
        elif o is None:
            write("null")
        elif o is True:
            write("true")
        elif o is False:
            write("false")
        elif isinstance(o, int):
            write(int.__repr__(o))
        elif isinstance(o, float):
            write(_float(o, self.allow_nan))
        else:
            if self.check_circular:
                for outer in inside:
                    if outer is o:
                        raise ValueError("Circular reference detected")
            inside.append(o)
            if isinstance(o, dict):
                self._write_dict(o, write, line, inside)
            elif isinstance(o, (list, tuple)):
                self._write_list(o, write, line, inside)
            else:
                self._write(self.default(o), write, line, inside)
            inside.pop()

    def _write_list(self, items, write, line, inside):
        if not items:
            write("[]")
            return
        separator = self.item_separator
        inner = line
        if self.indent is not None:
            inner += self.indent
            separator += inner
            write("[" + inner)
        else:
            write("[")
        first = True
        for item in items:
            if first:
                first = False
            else:
                write(separator)
            self._write(item, write, inner, inside)
        write("]" if self.indent is None else line + "]")

    def _write_dict(self, items, write, line, inside):
        if not items:
            write("{}")
            return
        separator = self.item_separator
        inner = line
        if self.indent is not None:
            inner += self.indent
            separator += inner
            write("{" + inner)
        else:
            write("{")
        first = True
        for key, value in sorted(items.items()) if self.sort_keys else items.items():
            if not isinstance(key, str):
                key = self._key(key)
                if key is None:
                    continue
            if first:
                first = False
            else:
                write(separator)
            write(_quote(key, self.ensure_ascii))
            write(self.key_separator)
            self._write(value, write, inner, inside)
        write("}" if self.indent is None else line + "}")

    def _key(self, key):
        if key is True:
            return "true"
        if key is False:
            return "false"
        if key is None:
            return "null"
        if isinstance(key, int):
            return int.__repr__(key)
        if isinstance(key, float):
            return _float(key, self.allow_nan)
        if self.skipkeys:
            return None
        raise TypeError(f"keys must be str, int, float, bool or None, not {type(key).__name__}")


_default_encoder = JSONEncoder()


def dumps(obj, *, cls=None, **options):
    if cls is None and not options:
        return _default_encoder.encode(obj)
    return (JSONEncoder if cls is None else cls)(**options).encode(obj)


def dump(obj, fp, *, cls=None, **options):
    fp.write(dumps(obj, cls=cls, **options))
