"""Copies, shallow and deep."""

from _library import bare_instance as _bare_instance


class Error(Exception):
    pass


error = Error

_shared = (
    int, float, bool, str, bytes, type(None), type, type(NotImplemented), type(...), range, slice, property,
    type(lambda: 0), type(len),
)


def copy(x):
    cls = type(x)
    if cls in _shared or isinstance(x, type) or cls in (tuple, frozenset):
        return x
    if cls in (list, dict, set):
        return x.copy()
    method = getattr(cls, "__copy__", None)
    if method is not None:
        return method(x)
    return _rebuilt(x, None)


def deepcopy(x, memo=None, _nil=[]):
    memo = {} if memo is None else memo
    known = memo.get(id(x), _nil)
    if known is not _nil:
        return known
    cls = type(x)
    if cls in _shared or isinstance(x, type):
        return x
    if cls is list:
        result = memo[id(x)] = []
        for item in x:
            result.append(deepcopy(item, memo))
    elif cls is tuple:
        result = tuple([deepcopy(item, memo) for item in x])
        if id(x) in memo:
            return memo[id(x)]
        if all(ours is theirs for ours, theirs in zip(x, result)):
            result = x
    elif cls is dict:
        result = memo[id(x)] = {}
        for key, value in x.items():
            result[deepcopy(key, memo)] = deepcopy(value, memo)
    elif cls in (set, frozenset):
        result = cls([deepcopy(item, memo) for item in x])
    elif cls.__name__ == "method":
        result = cls(x.__func__, deepcopy(x.__self__, memo))
    elif getattr(cls, "__deepcopy__", None) is not None:
        result = x.__deepcopy__(memo)
    else:
        return _rebuilt(x, memo)
    memo[id(x)] = result
    # The original must live as long as its id stands for it.
    memo.setdefault(id(memo), []).append(x)
    return result


def _rebuilt(x, memo):
    """A copy of an instance of a class written in Python."""

    def inner(value):
        return value if memo is None else deepcopy(value, memo)

    cls = type(x)
    if cls.__name__ in ("generator", "coroutine", "async_generator", "module"):
        raise TypeError(f"cannot pickle '{cls.__name__}' object")
    if isinstance(x, BaseException):
        result = cls(*inner(x.args))
    elif isinstance(x, (tuple, frozenset, int, float, str, bytes)):
        base = next(base for base in (tuple, frozenset, int, float, str, bytes) if isinstance(x, base))
        plain = [inner(item) for item in base.__iter__(x)] if base in (tuple, frozenset) else base(x)
        result = base.__new__(cls, plain)
    else:
        result = _bare_instance(x)
    if memo is not None:
        memo[id(x)] = result
        memo.setdefault(id(memo), []).append(x)
    getstate = getattr(cls, "__getstate__", None)
    if getstate is not None and getstate is not getattr(object, "__getstate__", None):
        state = inner(x.__getstate__())
    else:
        state = {name: inner(value) for name, value in _state(x)}
    if hasattr(cls, "__setstate__"):
        result.__setstate__(state)
    else:
        for name, value in state.items():
            object.__setattr__(result, name, value)
    if isinstance(x, list):
        list.extend(result, [inner(item) for item in x])
    elif isinstance(x, dict):
        for key, value in dict.items(x):
            dict.__setitem__(result, inner(key), inner(value))
    elif isinstance(x, set):
        set.update(result, [inner(item) for item in x])
    return result


def _state(x):
    found = list(getattr(x, "__dict__", {}).items())
    names = [name for name, _ in found]
    for base in type(x).__mro__:
        slots = base.__dict__.get("__slots__", ())
        for name in (slots,) if isinstance(slots, str) else slots:
            if name not in names and hasattr(x, name):
                found.append((name, getattr(x, name)))
    return found
