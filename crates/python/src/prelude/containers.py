# Containers whose items have __eq__, __hash__ or __repr__ written in Python, and iteration over objects
# whose __next__ is. Sequences, dicts and sets come here as plain list, tuple, dict and set.

def _sequences_compare(a, b, symbol):
    if symbol == '==' or symbol == '!=':
        equal = len(a) == len(b)
        if equal:
            for x, y in zip(a, b):
                if not (x is y or x == y):
                    equal = False
                    break
        return equal == (symbol == '==')
    for x, y in zip(a, b):
        if not (x is y or x == y):
            return _ordered(x, y, symbol)
    return _ordered(len(a), len(b), symbol)


def _ordered(a, b, symbol):
    if symbol == '<':
        return a < b
    if symbol == '<=':
        return a <= b
    if symbol == '>':
        return a > b
    return a >= b


def _not_equal(a, b):
    result = _lookup(type(a), '__eq__')(a, b)
    return result if result is NotImplemented else not result


def _count(items, item):
    count = 0
    for other in items:
        if other is item or other == item:
            count += 1
    return count


def _index_of(items, item, start, stop, kind):
    for at in range(start, stop):
        other = items[at]
        if other is item or other == item:
            return at
    raise ValueError(f'{item!r} is not in list' if kind == 'list' else 'tuple.index(x): x not in tuple')


def _iterable_contains(items, item):
    for other in items:
        if other is item or other == item:
            return True
    return False


# Indices with __index__.

def _as_index(value):
    if isinstance(value, int):
        return value
    method = _lookup(type(value), '__index__')
    if method is None:
        raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
    result = method(value)
    if not isinstance(result, int):
        raise TypeError(f'__index__ returned non-int (type {type(result).__name__})')
    return result


def _plain_index(index):
    if isinstance(index, slice):
        parts = [None if part is None else _as_index(part) for part in (index.start, index.stop, index.step)]
        return slice(*parts)
    return _as_index(index)


def _getitem(container, index):
    return container[_plain_index(index)]


def _list_setitem(container, index, value):
    if isinstance(index, slice):
        value = list(value)
    container[_plain_index(index)] = value


def _list_delitem(container, index):
    del container[_plain_index(index)]


def _list_insert(container, index, item):
    container.insert(_as_index(index), item)


def _list_pop(container, index):
    return container.pop(_as_index(index))


def _slice_indices(part, length):
    return _plain_index(part).indices(length)


def _range(*parts):
    return range(*[_as_index(part) for part in parts])


def _apply_to_index(function, value):
    return function(_as_index(value))


def _repeat_by_index(sequence, count):
    return sequence * _as_index(count)


# list and tuple.

def _list_fill(items, iterable, result):
    items[:] = [item for item in iterable]
    return result


def _list_extend(items, iterable, result=None):
    append = items.append
    for item in iterable:
        append(item)
    return result


def _tuple_new(cls, iterable):
    return tuple.__new__(cls, list(iterable))


def _list_remove(items, item):
    for at, other in enumerate(items):
        if other is item or other == item:
            del items[at]
            return
    raise ValueError('list.remove(x): x not in list')


def _sorted(iterable, key, reverse):
    items = list(iterable)
    _list_sort(items, key, reverse)
    return items


def _list_sort(items, key, reverse):
    values = items.copy()
    items.clear()
    try:
        values = _sort(values, key, reverse)
        if items:
            raise ValueError('list modified during sort')
    finally:
        items[:] = values


def _sort(values, key, reverse):
    keys = values if key is None else [key(value) for value in values]
    result = _sort_by_keys(keys, values, reverse)
    if result is not None:
        return result
    pairs = list(zip(keys, values))
    if reverse:
        pairs.reverse()
    pairs = _merge_sort(pairs)
    if reverse:
        pairs.reverse()
    return [pair[1] for pair in pairs]


def _merge_sort(pairs):
    if len(pairs) <= 64:
        return _insertion_sort(pairs)
    middle = len(pairs) // 2
    left = _merge_sort(pairs[:middle])
    right = _merge_sort(pairs[middle:])
    merged = []
    i = j = 0
    while i < len(left) and j < len(right):
        if right[j][0] < left[i][0]:
            merged.append(right[j])
            j += 1
        else:
            merged.append(left[i])
            i += 1
    return merged + left[i:] + right[j:]


def _insertion_sort(pairs):
    if len(pairs) < 2:
        return pairs
    falling = True if pairs[1][0] < pairs[0][0] else False
    done = 2
    while done < len(pairs) and (True if pairs[done][0] < pairs[done - 1][0] else False) == falling:
        done += 1
    run = pairs[:done]
    if falling:
        run.reverse()
    for pair in pairs[done:]:
        low, high = 0, len(run)
        while low < high:
            middle = (low + high) // 2
            if pair[0] < run[middle][0]:
                high = middle
            else:
                low = middle + 1
        run.insert(low, pair)
    return run


# dict.

def _dict_find(mapping, key):
    number = hash(key)
    for at, other in _dict_candidates(mapping, number):
        if other is key or other == key:
            return at, number
    return -1, number


def _dict_getitem(mapping, key):
    at, _ = _dict_find(mapping, key)
    if at < 0:
        missing = _lookup(type(mapping), '__missing__')
        if missing is not None:
            return missing(mapping, key)
        raise KeyError(key)
    return _dict_value(mapping, at)


def _dict_setitem(mapping, key, value):
    at, number = _dict_find(mapping, key)
    _dict_store(mapping, at, number, key, value)


def _dict_delitem(mapping, key):
    at, _ = _dict_find(mapping, key)
    if at < 0:
        raise KeyError(key)
    _dict_remove(mapping, at)


def _dict_contains(mapping, key):
    return _dict_find(mapping, key)[0] >= 0


def _dict_get(mapping, key, default):
    at, _ = _dict_find(mapping, key)
    return default if at < 0 else _dict_value(mapping, at)


def _dict_setdefault(mapping, key, default):
    at, number = _dict_find(mapping, key)
    if at >= 0:
        return _dict_value(mapping, at)
    _dict_store(mapping, at, number, key, default)
    return default


def _dict_pop(mapping, key, *default):
    at, _ = _dict_find(mapping, key)
    if at >= 0:
        return _dict_remove(mapping, at)
    if default:
        return default[0]
    raise KeyError(key)


def _dict_build(mapping, *items):
    for at in range(0, len(items), 2):
        mapping[items[at]] = items[at + 1]
    return mapping


def _dict_merge(mapping, other):
    for key in other.keys():
        mapping[key] = other[key]
    return mapping


def _dict_fill(mapping, source, keywords, result):
    if hasattr(source, 'keys'):
        _dict_merge(mapping, source)
    else:
        at = 0
        for pair in source:
            if type(pair) is not tuple:
                try:
                    pair = list(pair)
                except TypeError:
                    raise TypeError(f'cannot convert dictionary update sequence element #{at} to a sequence') from None
            if len(pair) != 2:
                raise ValueError(
                    f'dictionary update sequence element #{at} has length {len(pair)}; 2 is required'
                )
            mapping[pair[0]] = pair[1]
            at += 1
    _dict_merge(mapping, keywords)
    return result


def _merge_keywords(mapping, other, callee):
    _merge_plain_keywords(mapping, {key: other[key] for key in other.keys()}, callee)


def _dict_fromkeys(cls, keys, value):
    mapping = cls()
    for key in keys:
        mapping[key] = value
    return mapping


def _dicts_equal(a, b):
    if len(a) != len(b):
        return False
    for key, value in a.items():
        other = b.get(key, _missing)
        if other is _missing or not (value is other or value == other):
            return False
    return True


def _dicts_differ(a, b):
    return not _dicts_equal(a, b)


def _view_contains(view, item):
    if isinstance(view, _dict_items):
        if not isinstance(item, tuple) or len(item) != 2:
            return False
        value = view.mapping.get(item[0], _missing)
        return value is not _missing and (value is item[1] or value == item[1])
    if isinstance(view, _dict_keys):
        return item in view.mapping
    return _iterable_contains(view, item)


def _views_compare(view, other, symbol):
    a, b = set(view), set(other)
    if symbol == '==':
        return a == b
    if symbol == '!=':
        return a != b
    return _ordered(a, b, symbol)


def _views_combine(a, b, symbol):
    result = set(a)
    if symbol == '&':
        result.intersection_update(b)
    elif symbol == '|':
        result.update(b)
    elif symbol == '-':
        result.difference_update(b)
    else:
        result.symmetric_difference_update(b)
    return result


def _view_isdisjoint(view, other):
    return set(view).isdisjoint(other)


_dict_keys = type({}.keys())
_dict_items = type({}.items())


# set and frozenset.

def _set_find(items, item):
    if isinstance(item, set):
        item = frozenset(item)
    number = hash(item)
    for at, other in _set_candidates(items, number):
        if other is item or other == item:
            return at, number
    return -1, number


def _set_contains(items, item):
    return _set_find(items, item)[0] >= 0


def _set_add(items, item):
    at, number = _set_find(items, item)
    if at < 0:
        _set_store(items, number, item)


def _set_discard(items, item):
    at, _ = _set_find(items, item)
    if at >= 0:
        _set_take(items, at)


def _set_remove(items, item):
    at, _ = _set_find(items, item)
    if at < 0:
        raise KeyError(item)
    _set_take(items, at)


def _set_add_all(items, iterable):
    if type(items) is set:
        add = items.add
        for item in iterable:
            add(item)
    else:
        for item in iterable:
            _set_add(items, item)


def _set_build(items, display):
    _set_add_all(items, display)
    return items


def _set_fill(items, iterable, result):
    _set_add_all(items, iterable)
    return result


def _set_union(result, items, others):
    _set_add_all(result, items)
    for other in others:
        _set_add_all(result, other)
    return result


def _set_intersection(result, items, others):
    others = [other if isinstance(other, (set, frozenset)) else set(other) for other in others]
    for item in items:
        for other in others:
            if item not in other:
                break
        else:
            _set_add(result, item)
    return result


def _set_difference(result, items, others):
    others = [other if isinstance(other, (set, frozenset)) else set(other) for other in others]
    for item in items:
        for other in others:
            if item in other:
                break
        else:
            _set_add(result, item)
    return result


def _set_symmetric_difference(result, items, others):
    other = set(others[0])
    for item in items:
        if item not in other:
            _set_add(result, item)
    for item in other:
        if item not in items:
            _set_add(result, item)
    return result


def _set_change(function, items, others, result):
    _set_replace(items, function(set(), items, others))
    return result


def _set_issubset(items, other):
    if not isinstance(other, (set, frozenset)):
        other = set(other)
    for item in items:
        if item not in other:
            return False
    return True


def _set_issuperset(items, other):
    for item in other:
        if item not in items:
            return False
    return True


def _set_isdisjoint(items, other):
    for item in other:
        if item in items:
            return False
    return True


def _sets_compare(a, b, symbol):
    if symbol == '==':
        return len(a) == len(b) and _set_issubset(a, b)
    if symbol == '!=':
        return not (len(a) == len(b) and _set_issubset(a, b))
    if symbol in ('>', '>='):
        a, b = b, a
    if symbol in ('<', '>') and len(a) >= len(b):
        return False
    return _set_issubset(a, b)


# The texts of containers. One that contains itself shows as '...'.

_open = []


def _repr_within(container, pieces, text, itself):
    for other in _open:
        if other is container:
            return itself
    _open.append(container)
    try:
        return text(pieces())
    finally:
        _open.pop()


def _list_repr(items):
    return _repr_within(items, lambda: [repr(item) for item in items], lambda texts: f"[{', '.join(texts)}]", '[...]')


def _tuple_repr(items):
    def text(texts):
        return f"({texts[0]},)" if len(texts) == 1 else f"({', '.join(texts)})"
    return _repr_within(items, lambda: [repr(item) for item in items], text, '(...)')


def _dict_repr(mapping):
    def pieces():
        return [f'{key!r}: {value!r}' for key, value in mapping.items()]
    return _repr_within(mapping, pieces, lambda texts: '{' + ', '.join(texts) + '}', '{...}')


def _set_repr(items):
    name = type(items).__name__

    def text(texts):
        inside = '{' + ', '.join(texts) + '}'
        return inside if name == 'set' else f'{name}({inside})'
    return _repr_within(items, lambda: [repr(item) for item in items], text, f'{name}(...)')


def _view_repr(view):
    return f'{type(view).__name__}({[item for item in view]!r})'


def _slice_repr(part):
    return f'slice({part.start!r}, {part.stop!r}, {part.step!r})'


def _method_repr(method):
    return f'<bound method {method.__qualname__} of {method.__self__!r}>'


def _wrapper_repr(wrapper):
    return f'<{type(wrapper).__name__}({wrapper.__func__!r})>'


def _tuple_hash(items):
    return _combine_hashes([hash(item) for item in items])


def _method_hash(value):
    return hash(value.__self__) ^ hash(value.__func__)


def _in_place(result, function, args):
    function(*args)
    return result
