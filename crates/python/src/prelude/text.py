"""What str, bytes, int and float do where objects' own methods have to run."""


def _join(separator, iterable):
    try:
        iterator = iter(iterable)
    except TypeError:
        iterator = None
    if iterator is None:
        raise TypeError("can only join an iterable")
    return separator.join(list(iterator))


def _join_bytes(separator, items):
    return separator.join([bytes(item) if hasattr(type(item), "__bytes__") else item for item in items])


def _translate(text, table):
    pieces = []
    for character in text:
        try:
            to = table[ord(character)]
        except LookupError:
            pieces.append(character)
        else:
            pieces.append(character.translate({ord(character): to}))
    return "".join(pieces)


def _repeat(sequence, count):
    return sequence * type(count).__index__(count)


def _percent(finish, wants):
    converted = []
    for kind, value in wants:
        if kind == "s":
            value = str(value)
        elif kind == "r":
            value = repr(value)
        elif kind == "a":
            value = ascii(value)
        elif kind == "b":
            if not isinstance(value, bytes):
                value = type(value).__bytes__(value)
        elif kind in "diu":
            value = _percent_number(value, int, "__int__", "__index__")
        elif kind in "oxXc":
            value = _percent_number(value, _index, "__index__")
        else:
            value = _percent_number(value, float, "__float__", "__index__")
        converted.append(value)
    return finish(converted)


def _percent_number(value, convert, *methods):
    """Leaves what can't be converted to the native code, which knows the message."""
    if isinstance(value, (int, float, str)) or not any(hasattr(type(value), name) for name in methods):
        return value
    return convert(value)


def _index(value):
    return type(value).__index__(value)


def _percent_mapping(template, mapping, keys):
    return template % {key: mapping[key] for key in keys}


def _format_pieces(pieces, positional, keywords, fault=None):
    formatted = []
    for piece in pieces:
        if isinstance(piece, str):
            formatted.append(piece)
            continue
        first, path, conversion, spec = piece
        if isinstance(first, str):
            value = keywords[first]
        elif first < len(positional):
            value = positional[first]
        else:
            raise IndexError(f"Replacement index {first} out of range for positional args tuple")
        for is_attribute, key in path:
            value = getattr(value, key) if is_attribute else value[key]
        if conversion == "s":
            value = str(value)
        elif conversion == "r":
            value = repr(value)
        elif conversion == "a":
            value = ascii(value)
        formatted.append(format(value, _format_pieces(spec, positional, keywords)))
    # What is wrong with the template behind these pieces.
    if fault is not None:
        raise fault
    return "".join(formatted)


def _int(value):
    kind = type(value)
    for name in ("__int__", "__index__", "__trunc__"):
        method = getattr(kind, name, None)
        if method is None:
            continue
        if name == "__trunc__":
            _import_one("_seldom").warn_of_trunc()
        result = method(value)
        if not isinstance(result, int):
            if name == "__trunc__":
                return _int(result)
            raise TypeError(f"{name} returned non-int (type {type(result).__name__})")
        return result + 0
    raise TypeError(
        f"int() argument must be a string, a bytes-like object or a real number, not '{kind.__name__}'"
    )


def _int_subclass(cls, value):
    return int.__new__(cls, _int(value))


def _float(value):
    kind = type(value)
    method = getattr(kind, "__float__", None)
    if method is not None:
        result = method(value)
        if not isinstance(result, float):
            raise TypeError(f"{kind.__name__}.__float__ returned non-float (type {type(result).__name__})")
        return result + 0.0
    return float(kind.__index__(value))


def _float_subclass(cls, value):
    return float.__new__(cls, _float(value))


def _str_subclass(cls, value):
    return str.__new__(cls, str(value))


def _bool(value):
    return True if value else False


def _bytes(cls, value):
    kind = type(value)
    method = getattr(kind, "__bytes__", None)
    if method is not None:
        result = method(value)
        if not isinstance(result, bytes):
            raise TypeError(f"__bytes__ returned non-bytes (type {type(result).__name__})")
        return bytes.__new__(cls, result)
    if hasattr(kind, "__index__"):
        return bytes.__new__(cls, kind.__index__(value))
    try:
        iterator = iter(value)
    except TypeError:
        raise TypeError(f"cannot convert '{kind.__name__}' object to bytes") from None
    return bytes.__new__(cls, list(iterator))
