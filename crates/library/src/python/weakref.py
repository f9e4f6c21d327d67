"""References that keep nothing alive."""

# Lacks: CallableProxyType ProxyTypes

import atexit as _atexit
import sys as _sys
from _library import attach as _attach
from collections.abc import MutableMapping as _MutableMapping
from collections.abc import MutableSet as _MutableSet
from types import GenericAlias as _GenericAlias

ReferenceType = ref
_gone = "weakly-referenced object no longer exists"


def _new(cls, object, callback=None, /):
    return _refer(cls, object, callback)


def _init(self, *args, **keywords):
    pass


def _eq(self, other):
    if not isinstance(other, ref):
        return NotImplemented
    one, another = ref.__call__(self), ref.__call__(other)
    if one is None or another is None:
        return self is other
    return one == another


def _hash(self):
    if self._hash is None:
        object = ref.__call__(self)
        if object is None:
            raise TypeError("weak object has gone away")
        self._hash = hash(object)
    return self._hash


def _repr(self):
    object = ref.__call__(self)
    if object is None:
        return f"<weakref at {id(self):#x}; dead>"
    name = getattr(object, "__name__", None)
    called = f" ({name})" if isinstance(name, str) else ""
    return f"<weakref at {id(self):#x}; to '{type(object).__name__}' at {id(object):#x}{called}>"


for _name, _function in (
    ("__new__", staticmethod(_new)),
    ("__init__", _init),
    ("__eq__", _eq),
    ("__hash__", _hash),
    ("__repr__", _repr),
    ("__class_getitem__", classmethod(_GenericAlias)),
):
    _attach(ref, _name, _function)


def getweakrefcount(object, /):
    return len(getweakrefs(object))


def _forget_in(owner, forget):
    # What keeps the callback must not keep the owner.
    known = ref(owner)

    def ended(reference):
        owner = known()
        if owner is not None:
            forget(owner.data, reference)

    return ended


def _forget_key(data, ended):
    data.pop(ended, None)


class WeakMethod(ref):
    """A reference to a bound method, alive as long as its object and its function are."""

    __slots__ = ("_function", "_type")

    def __new__(cls, method, callback=None):
        try:
            object, function = method.__self__, method.__func__
        except AttributeError:
            raise TypeError(f"argument should be a bound method, not {type(method)}") from None
        self = ref.__new__(cls, object, callback)
        self._function, self._type = ref(function), type(method)
        return self

    def __call__(self):
        object, function = super().__call__(), self._function()
        if object is None or function is None:
            return None
        return self._type(function, object)

    def __eq__(self, other):
        if not isinstance(other, WeakMethod):
            return NotImplemented
        if self() is None or other() is None:
            return self is other
        return ref.__eq__(self, other) and self._function == other._function

    __hash__ = ref.__hash__


class _WeakDictionary(_MutableMapping):
    """What dictionaries of weak keys and of weak values have in common: `_alive()` gives what is there."""

    def __len__(self):
        return len(self._alive())

    def __iter__(self):
        return iter([key for key, _ in self._alive()])

    def __repr__(self):
        return f"<{type(self).__name__} at {id(self):#x}>"

    def keys(self):
        return iter(self)

    def values(self):
        return iter([value for _, value in self._alive()])

    def items(self):
        return iter(self._alive())

    def __or__(self, other):
        if not hasattr(other, "keys"):
            return NotImplemented
        made = self.copy()
        made.update(other)
        return made

    def __ior__(self, other):
        self.update(other)
        return self


class WeakValueDictionary(_WeakDictionary):
    """Its values don't live because they are in it."""

    def __init__(self, other=(), /, **more):
        self.data = {}
        self.update(other, **more)

    def _alive(self):
        return [(key, value) for key, value in ((key, kept()) for key, kept in list(self.data.items())) if value is not None]

    def __getitem__(self, key):
        value = self.data[key]()
        if value is None:
            raise KeyError(key)
        return value

    def __setitem__(self, key, value):
        def forget(data, ended):
            if data.get(key) is ended:
                del data[key]

        self.data[key] = ref(value, _forget_in(self, forget))

    def __delitem__(self, key):
        del self.data[key]

    def __contains__(self, key):
        kept = self.data.get(key)
        return kept is not None and kept() is not None

    def get(self, key, default=None):
        kept = self.data.get(key)
        value = None if kept is None else kept()
        return default if value is None else value

    def setdefault(self, key, default=None):
        value = self.get(key)
        if value is None:
            self[key] = value = default
        return value

    def popitem(self):
        while self.data:
            key, kept = self.data.popitem()
            value = kept()
            if value is not None:
                return key, value
        raise KeyError("popitem(): dictionary is empty")

    def itervaluerefs(self):
        return iter(list(self.data.values()))

    def valuerefs(self):
        return list(self.data.values())

    def copy(self):
        return type(self)(self._alive())

    __copy__ = copy


class WeakKeyDictionary(_WeakDictionary):
    """Its keys don't live because they are in it."""

    def __init__(self, dict=None):
        self.data = {}
        if dict is not None:
            self.update(dict)

    def _alive(self):
        return [(key, value) for key, value in ((kept(), value) for kept, value in list(self.data.items())) if key is not None]

    def __getitem__(self, key):
        return self.data[ref(key)]

    def __setitem__(self, key, value):
        self.data[ref(key, _forget_in(self, _forget_key))] = value

    def __delitem__(self, key):
        del self.data[ref(key)]

    def __contains__(self, key):
        try:
            return ref(key) in self.data
        except TypeError:
            return False

    def get(self, key, default=None):
        return self.data.get(ref(key), default)

    def setdefault(self, key, default=None):
        return self.data.setdefault(ref(key, _forget_in(self, _forget_key)), default)

    def popitem(self):
        while self.data:
            kept, value = self.data.popitem()
            key = kept()
            if key is not None:
                return key, value
        raise KeyError("popitem(): dictionary is empty")

    def keyrefs(self):
        return list(self.data)

    def copy(self):
        made = type(self)()
        for key, value in self._alive():
            made[key] = value
        return made

    __copy__ = copy


class WeakSet(_MutableSet):
    """Its items don't live because they are in it."""

    __module__ = "_weakrefset"

    def __init__(self, data=None):
        self.data = set()
        if data is not None:
            self.update(data)

    def __iter__(self):
        return iter([item for item in (kept() for kept in list(self.data)) if item is not None])

    def __len__(self):
        return sum(1 for _ in self)

    def __contains__(self, item):
        try:
            return ref(item) in self.data
        except TypeError:
            return False

    def __reduce__(self):
        return type(self), (list(self),)

    def __repr__(self):
        return repr(self.data)

    def add(self, item):
        self.data.add(ref(item, _forget_in(self, set.discard)))

    def clear(self):
        self.data.clear()

    def copy(self):
        return type(self)(self)

    def pop(self):
        while True:
            try:
                item = self.data.pop()()
            except KeyError:
                raise KeyError("pop from empty WeakSet") from None
            if item is not None:
                return item

    def remove(self, item):
        self.data.remove(ref(item))

    def discard(self, item):
        self.data.discard(ref(item))

    def update(self, other):
        for item in other:
            self.add(item)

    def __ior__(self, other):
        self.update(other)
        return self

    def union(self, other):
        made = self.copy()
        made.update(other)
        return made

    __or__ = union

    def intersection(self, other):
        return type(self)(item for item in other if item in self)

    __and__ = intersection

    def intersection_update(self, other):
        kept = self.intersection(other)
        self.clear()
        self.update(kept)

    def symmetric_difference_update(self, other):
        kept = self.symmetric_difference(other)
        self.clear()
        self.update(kept)

    def difference(self, other):
        made = self.copy()
        made.difference_update(other)
        return made

    __sub__ = difference

    def difference_update(self, other):
        if self is other:
            self.clear()
        else:
            for item in other:
                self.discard(item)

    def __isub__(self, other):
        self.difference_update(other)
        return self

    def symmetric_difference(self, other):
        other = type(self)(other)
        return self.difference(other).union(other.difference(self))

    __xor__ = symmetric_difference

    def issubset(self, other):
        return all(item in other for item in self)

    __le__ = issubset

    def issuperset(self, other):
        return all(item in self for item in other)

    __ge__ = issuperset

    def __lt__(self, other):
        return set(self) < set(other)

    def __gt__(self, other):
        return set(self) > set(other)

    def __eq__(self, other):
        return set(self) == set(other) if isinstance(other, type(self)) else NotImplemented

    def isdisjoint(self, other):
        return not any(item in self for item in other)


class finalize:
    """A call that is made when an object ends, or the program does."""

    __slots__ = ()
    _alive = {}
    _registered = False
    _over = False

    class _Call:
        __slots__ = ("weakref", "func", "args", "kwargs", "atexit")

    def __init__(self, obj, func, /, *args, **kwargs):
        if not finalize._registered:
            _atexit.register(finalize._at_exit)
            finalize._registered = True
        call = finalize._Call()
        call.weakref = ref(obj, lambda _: self())
        call.func, call.args, call.kwargs, call.atexit = func, args, kwargs, True
        finalize._alive[self] = call

    def __call__(self, _=None):
        call = finalize._alive.pop(self, None)
        if call is not None and not finalize._over:
            return call.func(*call.args, **call.kwargs)

    def _parts(self, call):
        object = call and call.weakref()
        return None if object is None else (object, call.func, call.args, call.kwargs)

    def detach(self):
        parts = self._parts(finalize._alive.get(self))
        if parts is not None:
            del finalize._alive[self]
        return parts

    def peek(self):
        return self._parts(finalize._alive.get(self))

    @property
    def alive(self):
        return self in finalize._alive

    @property
    def atexit(self):
        call = finalize._alive.get(self)
        return call is not None and call.atexit

    @atexit.setter
    def atexit(self, value):
        call = finalize._alive.get(self)
        if call is not None:
            call.atexit = bool(value)

    def __repr__(self):
        parts = self.peek()
        if parts is None:
            return f"<{type(self).__name__} object at {id(self):#x}; dead>"
        object = parts[0]
        return f"<{type(self).__name__} object at {id(self):#x}; for {type(object).__name__!r} at {id(object):#x}>"

    @staticmethod
    def _at_exit():
        for each in reversed([each for each, call in finalize._alive.items() if call.atexit]):
            try:
                each()
            except Exception as error:
                _sys.excepthook(type(error), error, error.__traceback__)
        finalize._over = True


class ProxyType:
    """Stands for an object, and keeps it from nothing."""

    __slots__ = ("_ref", "__weakref__")

    def __init__(self, *args):
        raise TypeError("cannot create 'weakref.ProxyType' instances")

    def __repr__(self):
        object = _ref_of(self)()
        return f"<weakproxy at {id(self):#x} to {type(object).__name__} at {id(object):#x}>"

    def __getattribute__(self, name):
        return getattr(_object_of(self), name)

    def __setattr__(self, name, value):
        setattr(_object_of(self), name, value)

    def __delattr__(self, name):
        delattr(_object_of(self), name)

    __hash__ = None


def _ref_of(proxy):
    return _base.__getattribute__(proxy, "_ref")


def _object_of(proxy):
    found = _ref_of(proxy)()
    if found is None:
        raise ReferenceError(_gone)
    return found


def _plain(value):
    return _object_of(value) if isinstance(value, ProxyType) else value


def _forward(name):
    import operator

    if name in ("str", "bool", "iter", "next", "len", "reversed"):
        function = {"str": str, "bool": bool, "iter": iter, "next": next, "len": len, "reversed": reversed}[name]
    else:
        function = getattr(operator, name)

    def forwarded(self, *args):
        return function(_object_of(self), *[_plain(each) for each in args])

    return forwarded


for _name in (
    "str bool iter next len reversed contains getitem setitem delitem lt le eq ne gt ge add sub mul truediv floordiv "
    "mod pow lshift rshift and_ or_ xor matmul neg pos abs invert index iadd isub imul call"
).split():
    _special = f"__{_name.rstrip('_')}__"
    if _name == "call":
        _function = lambda self, *args, **keywords: _object_of(self)(*args, **keywords)
    else:
        _function = _forward(_name)
    setattr(ProxyType, _special, _function)


_base = object


def proxy(object, callback=None, /):
    made = ProxyType.__new__(ProxyType)
    told = None
    if callback is not None:
        known = ref(made)

        def told(_):
            proxy = known()
            if proxy is not None:
                callback(proxy)

    _base.__setattr__(made, "_ref", ref(object, told))
    return made
