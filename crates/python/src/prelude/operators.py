# What objects are asked that are written in Python.

def _complex_power(base, exponent):
    return _import_one('_complex').complex(base) ** exponent


def _iter(method, value):
    iterator = method(value)
    if _lookup(type(iterator), '__next__') is None:
        raise TypeError(f"iter() returned non-iterator of type '{type(iterator).__name__}'")
    return iterator


def _await(method, value):
    iterator = method(value)
    if _lookup(type(iterator), '__next__') is None:
        kind = type(iterator).__name__
        what = 'a coroutine' if kind == 'coroutine' else f"non-iterator of type '{kind}'"
        raise TypeError(f'__await__() returned {what}')
    return iterator


def _iter_by_index(sequence):
    def items():
        index = 0
        while True:
            try:
                item = sequence[index]
            except (IndexError, StopIteration):
                return
            yield item
            index += 1
    return items()


def _contains(container, item):
    cls = type(container)
    method = _lookup(cls, '__contains__')
    if method is not None:
        return bool(method(container, item))
    if hasattr(cls, '__contains__'):
        _import_one('_seldom').no_container(cls)
    if _lookup(cls, '__iter__') is None and _lookup(cls, '__getitem__') is None:
        raise TypeError(f"argument of type '{cls.__name__}' is not iterable")
    for candidate in container:
        if candidate is item or candidate == item:
            return True
    return False


def _not_contains(container, item):
    return not _contains(container, item)


def _unpack(iterable, before, after):
    items = []
    if after is None:
        iterator = iter(iterable)
        for item in iterator:
            items.append(item)
            if len(items) > before:
                raise ValueError(f'too many values to unpack (expected {before})')
        if len(items) < before:
            raise ValueError(f'not enough values to unpack (expected {before}, got {len(items)})')
        return tuple(items)
    for item in iterable:
        items.append(item)
    if len(items) < before + after:
        raise ValueError(f'not enough values to unpack (expected at least {before + after}, got {len(items)})')
    end = len(items) - after
    return (*items[:before], items[before:end], *items[end:])


def _truth_of_not_implemented():
    _import_one('warnings').warn('NotImplemented should not be used in a boolean context', DeprecationWarning)
    return True


def _int_from_others(cls, source, order, signed):
    kind = type(source)
    if _lookup(kind, '__bytes__') is None:
        if isinstance(source, str) or _lookup(kind, '__iter__') is None:
            raise TypeError(f"cannot convert '{kind.__name__}' object to bytes")
        source = iter(source)
    return cls.from_bytes(bytes(source), order, signed=signed)


def _len(value):
    return len(value)


def _match_keys(subject, keys):
    values = []
    for key in keys:
        value = subject.get(key, _missing)
        if value is _missing:
            return None
        values.append(value)
    return tuple(values)


def _match_rest(subject, keys):
    rest = dict(subject)
    for key in keys:
        del rest[key]
    return rest


_self_matching = (bool, bytes, dict, float, frozenset, int, list, set, str, tuple)
_missing = object()


def _match_class(subject, cls, names, count):
    if not isinstance(cls, type):
        raise TypeError('called match pattern must be a class')
    if not isinstance(subject, cls):
        return None
    values = []
    if count:
        allowed = getattr(cls, '__match_args__', None)
        if allowed is None:
            if not issubclass(cls, _self_matching):
                raise TypeError(f'{cls.__name__}() accepts 0 positional sub-patterns ({count} given)')
            if count > 1:
                raise TypeError(f'{cls.__name__}() accepts 1 positional sub-pattern ({count} given)')
            values.append(subject)
            allowed = ()
        else:
            if count > len(allowed):
                plural = '' if len(allowed) == 1 else 's'
                raise TypeError(f'{cls.__name__}() accepts {len(allowed)} positional sub-pattern{plural} ({count} given)')
            allowed = allowed[:count]
        names = (*allowed, *names)
    for name in names:
        value = getattr(subject, name, _missing)
        if value is _missing:
            return None
        values.append(value)
    return tuple(values)
