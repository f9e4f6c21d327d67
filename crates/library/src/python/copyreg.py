"""What an object is made of: how copies of it and pickles are made."""

from _library import attach as _attach
from _library import bare_instance as _bare_instance

# Lacks: add_extension clear_extension_cache remove_extension

dispatch_table = {}

# Whose instances are made of a plain value, the first argument of their `__new__`.
_PLAIN = (tuple, frozenset, int, float, str, bytes)
# Whose instances are made by a call with all that is in them.
_FILLED = {set: list, frozenset: list, bytearray: bytes}


def pickle(ob_type, pickle_function, constructor_ob=None):
    if not callable(pickle_function):
        raise TypeError("reduction functions must be callable")
    dispatch_table[ob_type] = pickle_function
    if constructor_ob is not None:
        constructor(constructor_ob)


def constructor(object):
    if not callable(object):
        raise TypeError("constructors must be callable")


def __newobj__(cls, *args):
    return cls.__new__(cls, *args)


def __newobj_ex__(cls, args, kwargs):
    return cls.__new__(cls, *args, **kwargs)


def _reduced(x, protocol):
    """What `x.__reduce_ex__(protocol)` gives."""
    cls = type(x)
    reducer = dispatch_table.get(cls)
    if reducer is not None:
        return reducer(x)
    return cls.__reduce_ex__(x, protocol)


def _reduce_ex(self, protocol, /):
    reduce = type(self).__reduce__
    return _reduced_by_default(self) if reduce is _reduce else reduce(self)


def _reduce(self, /):
    return _reduced_by_default(self)


def _reduced_by_default(x):
    cls = type(x)
    if isinstance(x, BaseException):
        attributes = dict(getattr(x, "__dict__", {}))
        return (cls, x.args, attributes) if attributes else (cls, x.args)
    if cls is range:
        return cls, (x.start, x.stop, x.step)
    if cls is slice:
        return cls, (x.start, x.stop, x.step)
    if (cls.__module__, cls.__name__) == ("builtins", "complex"):
        return cls, (x.real, x.imag)
    for base, plain in _FILLED.items():
        if isinstance(x, base):
            return cls, (plain(x),), cls.__getstate__(x)
    if cls is type(_reduced.__get__(0)):
        return getattr, (x.__self__, x.__func__.__name__)
    new = __newobj__
    if hasattr(cls, "__getnewargs_ex__"):
        args, keywords = x.__getnewargs_ex__()
        new, args = __newobj_ex__, (cls, args, keywords)
    elif hasattr(cls, "__getnewargs__"):
        args = (cls, *x.__getnewargs__())
    else:
        args = (cls, *_plain_value(x))
    state = cls.__getstate__(x)
    items = iter(x) if isinstance(x, list) else None
    pairs = iter(x.items()) if isinstance(x, dict) else None
    return new, args, state, items, pairs


def _plain_value(x):
    for base in _PLAIN:
        if isinstance(x, base):
            return (base(x),)
    # Refuses what can't be made anew.
    _bare_instance(x)
    return ()


def _state(x, /):
    cls = type(x)
    attributes = dict(getattr(x, "__dict__", None) or {})
    if isinstance(x, bytearray):
        del attributes["_items"]
    slots = {name: getattr(x, name) for name in _slots(cls) if name not in attributes and hasattr(x, name)}
    return (attributes or None, slots) if slots else attributes or None


def _slots(cls):
    for base in cls.__mro__:
        slots = () if base.__module__ == "builtins" else base.__dict__.get("__slots__", ())
        for name in (slots,) if isinstance(slots, str) else slots:
            if name not in ("__dict__", "__weakref__"):
                is_private = name.startswith("__") and not name.endswith("__")
                yield f"_{base.__name__.lstrip('_')}{name}" if is_private else name


def _set_state(x, state):
    """Gives an object its attributes."""
    setstate = getattr(type(x), "__setstate__", None)
    if setstate is not None:
        setstate(x, state)
        return
    slots = None
    if isinstance(state, tuple) and len(state) == 2:
        state, slots = state
    if state:
        x.__dict__.update(state)
    for name, value in (slots or {}).items():
        object.__setattr__(x, name, value)


# `object` has them from the first time that somebody needs them.
_attach(object, "__reduce_ex__", _reduce_ex)
_attach(object, "__reduce__", _reduce)
_attach(object, "__getstate__", _state)
