"""Containers. `deque` and the constructor of named tuples are native."""

from _library import attach as _attach
from _library import generic as _generic
from _library import missing_attribute as _missing_attribute
from _library import namedtuple_new as _namedtuple_new


def __getattr__(name):
    if name == "abc":
        import collections.abc

        return collections.abc
    if name in ("UserDict", "UserList", "UserString"):
        import _user_containers

        value = globals()[name] = getattr(_user_containers, name)
        return value
    return _missing_attribute("collections", name)


def _deque_repr(self):
    if id(self) in _shown:
        return "[...]"
    _shown.add(id(self))
    try:
        items = list(self)
        maxlen = "" if self.maxlen is None else f", maxlen={self.maxlen}"
        return f"{type(self).__name__}({items!r}{maxlen})"
    finally:
        _shown.discard(id(self))


_shown = set()


def _deque_compare(name):
    def compare(self, other):
        if not isinstance(other, deque):
            return NotImplemented
        return getattr(list(self), name)(list(other))

    _attach(deque, name, compare)


for _name in ("__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__"):
    _deque_compare(_name)


def _deque_contains(self, value):
    return value in list(self)


def _deque_count(self, value):
    return list(self).count(value)


def _deque_index(self, value, start=0, stop=(1 << 63) - 1):
    try:
        return list(self).index(value, start, stop)
    except ValueError:
        raise ValueError(f"{value!r} is not in deque") from None


def _deque_remove(self, value):
    try:
        at = list(self).index(value)
    except ValueError:
        raise ValueError(f"{value!r} is not in deque") from None
    del self[at]


def _deque_add(self, other):
    if not isinstance(other, deque):
        raise TypeError(f'can only concatenate deque (not "{type(other).__name__}") to deque')
    result = self.copy()
    result.extend(other)
    return result


def _deque_iadd(self, other):
    self.extend(other)
    return self


def _deque_mul(self, count):
    return type(self)(list(self) * count, self.maxlen)


def _deque_imul(self, count):
    items = list(self) * count
    self.clear()
    self.extend(items)
    return self


def _deque_deepcopy(self, memo):
    from copy import deepcopy

    return type(self)([deepcopy(item, memo) for item in self], self.maxlen)


def _deque_copy(self):
    return type(self)(self, self.maxlen)


def _deque_reduce(self):
    from copyreg import _state

    args = () if self.maxlen is None else ((), self.maxlen)
    return type(self), args, _state(self), iter(self)


def _extend(self, values):
    for value in list(values) if values is self else values:
        self.append(value)


def _extendleft(self, values):
    for value in list(values) if values is self else values:
        self.appendleft(value)


for _name, _function in (
    ("__repr__", _deque_repr),
    ("__contains__", _deque_contains),
    ("count", _deque_count),
    ("index", _deque_index),
    ("remove", _deque_remove),
    ("__add__", _deque_add),
    ("__iadd__", _deque_iadd),
    ("__mul__", _deque_mul),
    ("__rmul__", _deque_mul),
    ("__imul__", _deque_imul),
    ("copy", _deque_copy),
    ("__copy__", _deque_copy),
    ("__deepcopy__", _deque_deepcopy),
    ("__reduce__", _deque_reduce),
    ("__class_getitem__", classmethod(_generic)),
    ("extend", _extend),
    ("extendleft", _extendleft),
    ("__hash__", None),
):
    _attach(deque, _name, _function)


class defaultdict(dict):
    __in_c__ = True
    __class_getitem__ = classmethod(_generic)

    def __init__(self, default_factory=None, /, *args, **keywords):
        if default_factory is not None and not callable(default_factory):
            raise TypeError("first argument must be callable or None")
        self.default_factory = default_factory
        dict.__init__(self, *args, **keywords)

    def __missing__(self, key):
        if self.default_factory is None:
            raise KeyError(key)
        value = self[key] = self.default_factory()
        return value

    def __repr__(self):
        return f"{type(self).__name__}({self.default_factory!r}, {dict.__repr__(self)})"

    def copy(self):
        return type(self)(self.default_factory, self)

    __copy__ = copy

    def __reduce__(self):
        args = () if self.default_factory is None else (self.default_factory,)
        return type(self), args, None, None, iter(self.items())

    def __or__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        result = self.copy()
        result.update(other)
        return result

    def __ror__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        result = type(self)(self.default_factory, other)
        result.update(self)
        return result


class OrderedDict(dict):
    __in_c__ = True
    __class_getitem__ = classmethod(_generic)

    def __repr__(self):
        name = type(self).__name__
        if id(self) in _shown:
            return "..."
        _shown.add(id(self))
        try:
            return f"{name}({list(self.items())!r})" if self else f"{name}()"
        finally:
            _shown.discard(id(self))

    def __eq__(self, other):
        if isinstance(other, OrderedDict):
            return dict.__eq__(self, other) and list(self) == list(other)
        return dict.__eq__(self, other)

    def __ne__(self, other):
        return not self == other

    def __reduce__(self):
        from copyreg import _state

        return type(self), (), _state(self), None, iter(self.items())

    def move_to_end(self, key, last=True):
        if key not in self:
            raise KeyError(key)
        if last:
            self[key] = self.pop(key)
            return
        items = [(key, self[key])] + [item for item in self.items() if item[0] != key]
        self.clear()
        self.update(items)

    def popitem(self, last=True):
        if not self:
            raise KeyError("dictionary is empty")
        key = next(reversed(self) if last else iter(self))
        return key, self.pop(key)

    def copy(self):
        return type(self)(self)

    __copy__ = copy

    @classmethod
    def fromkeys(cls, iterable, value=None):
        result = cls()
        for key in iterable:
            result[key] = value
        return result

    def __or__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        result = type(self)(self)
        result.update(other)
        return result

    def __ror__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        result = type(self)(other)
        result.update(self)
        return result


class Counter(dict):
    __class_getitem__ = classmethod(_generic)

    def __init__(self, iterable=None, /, **keywords):
        super().__init__()
        self.update(iterable, **keywords)

    def __missing__(self, key):
        return 0

    def __reduce__(self):
        return type(self), (dict(self),)

    def total(self):
        return sum(self.values())

    def most_common(self, n=None):
        ordered = sorted(self.items(), key=lambda item: item[1], reverse=True)
        return ordered if n is None else ordered[: max(n, 0)]

    def elements(self):
        for key, count in self.items():
            for _ in range(count):
                yield key

    @classmethod
    def fromkeys(cls, iterable, v=None):
        raise NotImplementedError("Counter.fromkeys() is undefined.  Use Counter(iterable) instead.")

    def update(self, iterable=None, /, **keywords):
        if iterable is not None:
            if hasattr(iterable, "keys"):
                if self:
                    for key, count in iterable.items():
                        self[key] = count + self.get(key, 0)
                else:
                    super().update(iterable)
            else:
                counts = {}
                get = counts.get
                try:
                    for key in iterable:
                        counts[key] = get(key, 0) + 1
                finally:
                    if self:
                        self.update(counts)
                    else:
                        super().update(counts)
        if keywords:
            self.update(keywords)

    def subtract(self, iterable=None, /, **keywords):
        if iterable is not None:
            if hasattr(iterable, "keys"):
                for key, count in iterable.items():
                    self[key] = self.get(key, 0) - count
            else:
                for key in iterable:
                    self[key] = self.get(key, 0) - 1
        if keywords:
            self.subtract(keywords)

    def copy(self):
        return type(self)(self)

    __copy__ = copy

    def __delitem__(self, key):
        if key in self:
            super().__delitem__(key)

    def __repr__(self):
        if not self:
            return f"{type(self).__name__}()"
        try:
            items = dict(self.most_common())
        except TypeError:
            items = dict(self)
        return f"{type(self).__name__}({items!r})"

    def __eq__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all(self[key] == other[key] for counter in (self, other) for key in counter)

    def __ne__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return not self == other

    def __le__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all(self[key] <= other[key] for counter in (self, other) for key in counter)

    def __lt__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self <= other and self != other

    def __ge__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all(self[key] >= other[key] for counter in (self, other) for key in counter)

    def __gt__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self >= other and self != other

    def _combined(self, other, count):
        result = type(self)()
        for key in [*self, *(key for key in other if key not in self)]:
            number = count(self[key], other[key])
            if number > 0:
                result[key] = number
        return result

    def __add__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self._combined(other, lambda a, b: a + b)

    def __sub__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self._combined(other, lambda a, b: a - b)

    def __or__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self._combined(other, max)

    def __and__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self._combined(other, min)

    def __pos__(self):
        return self + Counter()

    def __neg__(self):
        return Counter() - self

    def _keep_positive(self):
        for key in [key for key, count in self.items() if not count > 0]:
            del self[key]
        return self

    def __iadd__(self, other):
        self.update(other)
        return self._keep_positive()

    def __isub__(self, other):
        self.subtract(other)
        return self._keep_positive()

    def __ior__(self, other):
        for key, count in other.items():
            self[key] = max(self[key], count)
        return self._keep_positive()

    def __iand__(self, other):
        for key in list(self):
            self[key] = min(self[key], other[key])
        return self._keep_positive()


_keywords = frozenset(
    "False None True and as assert async await break class continue def del elif else except finally for "
    "from global if import in is lambda nonlocal not or pass raise return try while with yield".split()
)


def _checked_names(typename, field_names, rename):
    if isinstance(field_names, str):
        field_names = field_names.replace(",", " ").split()
    field_names = [str(name) for name in field_names]
    if rename:
        seen = set()
        for index, name in enumerate(field_names):
            if not name.isidentifier() or name in _keywords or name.startswith("_") or name in seen:
                field_names[index] = f"_{index}"
            seen.add(name)
    for name in [typename, *field_names]:
        if not name.isidentifier():
            raise ValueError(f"Type names and field names must be valid identifiers: {name!r}")
        if name in _keywords:
            raise ValueError(f"Type names and field names cannot be a keyword: {name!r}")
    seen = set()
    for name in field_names:
        if name.startswith("_") and not rename:
            raise ValueError(f"Field names cannot start with an underscore: {name!r}")
        if name in seen:
            raise ValueError(f"Encountered duplicate field name: {name!r}")
        seen.add(name)
    return tuple(field_names)


# A number, for threads share classes that hold what can't change.
class _Field(int):
    def __init__(self, index):
        self.__doc__ = f"Alias for field number {index}"

    def __get__(self, instance, owner=None):
        return self if instance is None else instance[int(self)]

    def __set__(self, instance, value):
        raise AttributeError("can't set attribute")

    def __delete__(self, instance):
        raise AttributeError("can't delete attribute")


def _tuple_make(cls, iterable):
    result = tuple.__new__(cls, iterable)
    if len(result) != len(cls._fields):
        raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(result)}")
    return result


def _tuple_replace(self, /, **keywords):
    result = self._make([keywords.pop(name, value) for name, value in zip(self._fields, self)])
    if keywords:
        raise ValueError(f"Got unexpected field names: {list(keywords)!r}")
    return result


def _tuple_asdict(self):
    return dict(zip(self._fields, self))


def _tuple_repr(self):
    fields = ", ".join(f"{name}={value!r}" for name, value in zip(self._fields, self))
    return f"{type(self).__name__}({fields})"


def _tuple_newargs(self):
    return tuple(self)


def namedtuple(typename, field_names, *, rename=False, defaults=None, module=None):
    typename = str(typename)
    names = _checked_names(typename, field_names, rename)
    defaults = () if defaults is None else tuple(defaults)
    if len(defaults) > len(names):
        raise TypeError("Got more default values than field names")
    namespace = {
        "__doc__": f"{typename}({', '.join(names)})",
        "__slots__": (),
        "__module__": module or "__main__",
        "_fields": names,
        "_field_defaults": dict(zip(names[len(names) - len(defaults):], defaults)),
        "__match_args__": names,
        "__new__": _namedtuple_new(f"{typename}.__new__", names, defaults),
        "_make": classmethod(_tuple_make),
        "_replace": _tuple_replace,
        "_asdict": _tuple_asdict,
        "__repr__": _tuple_repr,
        "__getnewargs__": _tuple_newargs,
    }
    for index, name in enumerate(names):
        namespace[name] = _Field(index)
    return type(typename, (tuple,), namespace)


class ChainMap:
    __class_getitem__ = classmethod(_generic)

    def __init__(self, *maps):
        self.maps = list(maps) or [{}]

    def __missing__(self, key):
        raise KeyError(key)

    def __getitem__(self, key):
        for mapping in self.maps:
            try:
                return mapping[key]
            except KeyError:
                pass
        return self.__missing__(key)

    def get(self, key, default=None):
        return self[key] if key in self else default

    def _merged(self):
        merged = {}
        for mapping in reversed(self.maps):
            merged.update(dict.fromkeys(mapping))
        return merged

    def __len__(self):
        return len(self._merged())

    def __iter__(self):
        return iter(self._merged())

    def __contains__(self, key):
        return any(key in mapping for mapping in self.maps)

    def __bool__(self):
        return any(self.maps)

    def __repr__(self):
        return f"{type(self).__name__}({', '.join(map(repr, self.maps))})"

    def keys(self):
        return self._merged().keys()

    def values(self):
        return [self[key] for key in self]

    def items(self):
        return [(key, self[key]) for key in self]

    def __eq__(self, other):
        return dict(self.items()) == (dict(other.items()) if isinstance(other, ChainMap) else other)

    def copy(self):
        return type(self)(self.maps[0].copy(), *self.maps[1:])

    __copy__ = copy

    def new_child(self, m=None, **keywords):
        m = {} if m is None else m
        m.update(keywords)
        return type(self)(m, *self.maps)

    @property
    def parents(self):
        return type(self)(*self.maps[1:])

    def __setitem__(self, key, value):
        self.maps[0][key] = value

    def __delitem__(self, key):
        try:
            del self.maps[0][key]
        except KeyError:
            raise KeyError(f"Key not found in the first mapping: {key!r}") from None

    def pop(self, key, *args):
        try:
            return self.maps[0].pop(key, *args)
        except KeyError:
            raise KeyError(f"Key not found in the first mapping: {key!r}") from None

    def popitem(self):
        try:
            return self.maps[0].popitem()
        except KeyError:
            raise KeyError("No keys found in the first mapping.") from None

    def setdefault(self, key, default=None):
        if key not in self:
            self[key] = default
        return self[key]

    def update(self, *args, **keywords):
        self.maps[0].update(*args, **keywords)

    def clear(self):
        self.maps[0].clear()

