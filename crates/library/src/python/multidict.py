"""Mappings whose keys can have several values, as headers and queries are."""

# Lacks: MultiMapping MutableMultiMapping istr

__all__ = ["CIMultiDict", "CIMultiDictProxy", "MultiDict", "MultiDictProxy"]

_missing = object()


class MultiDictProxy:
    """A view of a multidict, or, as a base class, what can be read from one."""

    def __init__(self, source):
        self._items = source._items

    def _fold(self, key):
        return key

    def _values(self, key):
        key = self._fold(key)
        return [value for own, value in self._items if self._fold(own) == key]

    def getall(self, key, default=_missing):
        values = self._values(key)
        if values:
            return values
        if default is _missing:
            raise KeyError(key)
        return default

    def getone(self, key, default=_missing):
        return self.getall(key, (default,) if default is not _missing else _missing)[0]

    def __getitem__(self, key):
        return self.getall(key)[0]

    def get(self, key, default=None):
        values = self._values(key)
        return values[0] if values else default

    def keys(self):
        return [key for key, _ in self._items]

    def values(self):
        return [value for _, value in self._items]

    def items(self):
        return list(self._items)

    def copy(self):
        return type(self)(self) if isinstance(self, MultiDict) else self._plain(self._items)

    def __iter__(self):
        return iter(dict.fromkeys(self.keys()))

    def __len__(self):
        return len(self._items)

    def __contains__(self, key):
        return isinstance(key, str) and bool(self._values(key))

    def __eq__(self, other):
        if isinstance(other, MultiDictProxy):
            folded = [(self._fold(key), value) for key, value in self._items]
            return folded == [(self._fold(key), value) for key, value in other._items]
        if not hasattr(other, "keys"):
            return NotImplemented
        return len(self) == len(other) and all(self.get(key, _missing) == other[key] for key in other)

    def __repr__(self):
        pairs = ", ".join(f"{key!r}: {value!r}" for key, value in self._items)
        return f"<{type(self).__name__}({pairs})>"


class MultiDict(MultiDictProxy):
    def __init__(self, *args, **kwargs):
        self._items = []
        self.extend(*args, **kwargs)

    def _check(self, key):
        if not isinstance(key, str):
            raise TypeError("MultiDict keys should be either str or subclasses of str")
        return key

    def _pairs(self, args, kwargs):
        source = args[0] if args else ()
        if source is None:
            source = ()
        pairs = list(source.items()) if hasattr(source, "items") else [(key, value) for key, value in source]
        return pairs + list(kwargs.items())

    def add(self, key, value):
        self._items.append((self._check(key), value))

    def extend(self, *args, **kwargs):
        for key, value in self._pairs(args, kwargs):
            self.add(key, value)

    def update(self, *args, **kwargs):
        pairs = self._pairs(args, kwargs)
        for key in {self._fold(self._check(key)): key for key, _ in pairs}.values():
            self._replace(key, [pair for pair in pairs if self._fold(pair[0]) == self._fold(key)])

    def __setitem__(self, key, value):
        self._replace(self._check(key), [(key, value)])

    def _replace(self, key, pairs):
        """Puts `pairs` where `key` was first, else at the end."""
        folded = self._fold(key)
        at = [index for index, (own, _) in enumerate(self._items) if self._fold(own) == folded]
        first = at[0] if at else len(self._items)
        kept = [(own, value) for own, value in self._items[first:] if self._fold(own) != folded]
        self._items[first:] = pairs + kept

    def setdefault(self, key, default=None):
        if key not in self:
            self.add(key, default)
        return self[key]

    def __delitem__(self, key):
        self.getall(key)
        self._replace(key, [])

    def popall(self, key, default=_missing):
        values = self.getall(key, default)
        self._replace(key, [])
        return values

    def popone(self, key, default=_missing):
        for at, (own, value) in enumerate(self._items):
            if self._fold(own) == self._fold(key):
                del self._items[at]
                return value
        if default is _missing:
            raise KeyError(key)
        return default

    pop = popone

    def clear(self):
        self._items.clear()


class _CaseInsensitive:
    def _fold(self, key):
        return key.lower()


class CIMultiDict(_CaseInsensitive, MultiDict):
    pass


class CIMultiDictProxy(_CaseInsensitive, MultiDictProxy):
    _plain = CIMultiDict


MultiDictProxy._plain = MultiDict
