"""Copies, shallow and deep."""

from copyreg import _reduced, _set_state


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
    """A copy of what says itself what it is made of."""

    def inner(value):
        return value if memo is None else deepcopy(value, memo)

    reduced = _reduced(x, 4)
    if isinstance(reduced, str):
        return x
    make, args, state, items, pairs = (*reduced, None, None, None)[:5]
    result = make(*[inner(arg) for arg in args])
    if memo is not None:
        memo[id(x)] = result
        memo.setdefault(id(memo), []).append(x)
    if state is not None:
        _set_state(result, inner(state))
    for item in items or ():
        result.append(inner(item))
    for key, value in pairs or ():
        result[inner(key)] = inner(value)
    return result
