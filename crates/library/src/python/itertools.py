"""Iterators of iterators: as generators, which behave alike but for their names."""

_missing = object()


class count:
    __in_c__ = True

    def __init__(self, start=0, step=1):
        if not hasattr(start, "__add__") or isinstance(start, str):
            raise TypeError("a number is required")
        self._next = start
        self._step = step

    def __iter__(self):
        return self

    def __next__(self):
        # In one step: threads may share it.
        number = self._next
        self._next = number + self._step
        return number

    def __repr__(self):
        if self._step == 1 and isinstance(self._step, int):
            return f"count({self._next!r})"
        return f"count({self._next!r}, {self._step!r})"


def cycle(iterable, /):
    return _cycle(iter(iterable))


def _cycle(iterator):
    saved = []
    for item in iterator:
        saved.append(item)
        yield item
    while saved:
        yield from saved


def _times(number):
    if isinstance(number, int) and number > _largest:
        raise OverflowError("Python int too large to convert to C ssize_t")
    # Of what is no int, that says so.
    return range(number).stop


class repeat:
    __in_c__ = True

    def __init__(self, object, times=None):
        self._object = object
        # What is left, as the generator knows it.
        self._left = None if times is None else [max(_times(times), 0)]
        self._items = _repeat_for_ever(object) if times is None else _repeat(object, self._left)

    def __iter__(self):
        return self._items

    def __next__(self):
        return next(self._items)

    def __length_hint__(self):
        if self._left is None:
            raise TypeError("len() of unsized object")
        return self._left[0]

    def __repr__(self):
        return f"repeat({self._object!r})" if self._left is None else f"repeat({self._object!r}, {self._left[0]})"


def _repeat_for_ever(item):
    while True:
        yield item


def _repeat(item, left):
    while left[0]:
        left[0] -= 1
        yield item


def chain(*iterables):
    for iterable in iterables:
        for item in iterable:
            yield item


def _from_iterable(iterables):
    for iterable in iterables:
        for item in iterable:
            yield item


chain.from_iterable = _from_iterable


_largest = 9223372036854775807


def islice(iterable, start, stop=_missing, step=None, /):
    if stop is _missing:
        start, stop = None, start
        if stop is not None and (not isinstance(stop, int) or not 0 <= stop <= _largest):
            raise ValueError("Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
    for value in (start, stop):
        if value is not None and (not isinstance(value, int) or not 0 <= value <= _largest):
            raise ValueError("Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
    if step is not None and (not isinstance(step, int) or not 1 <= step <= _largest):
        raise ValueError("Step for islice() must be a positive integer or None.")
    return _islice(iter(iterable), start or 0, stop, step or 1)


def _islice(iterator, start, stop, step):
    if stop is not None:
        # What comes before `start` is consumed, whatever is wanted.
        stop = max(start, stop)
        if not stop:
            return
    at = 0
    for item in iterator:
        if at == start:
            start += step
            yield item
        at += 1
        if at == stop:
            return


def accumulate(iterable, func=None, *, initial=None):
    return _accumulate(iter(iterable), func, initial)


def _accumulate(iterator, func, total):
    if total is None:
        total = next(iterator, _missing)
        if total is _missing:
            return
    yield total
    if func is None:
        for item in iterator:
            total = total + item
            yield total
    else:
        for item in iterator:
            total = func(total, item)
            yield total


class groupby:
    def __init__(self, iterable, key=None):
        self._iterator = iter(iterable)
        self._key = key
        self._current = self._item = self._target = _missing
        self._group = None

    def __iter__(self):
        return self

    def _advance(self):
        self._item = next(self._iterator)
        self._current = self._item if self._key is None else self._key(self._item)

    def __next__(self):
        self._group = group = object()
        while self._current is self._target or self._current == self._target:
            self._advance()
        self._target = self._current
        return self._current, self._items(self._current, group)

    def _items(self, target, group):
        while self._group is group and self._current == target:
            yield self._item
            try:
                self._advance()
            except StopIteration:
                self._iterator = iter(())
                return


def product(*iterables, repeat=1):
    times = _times(repeat)
    if times < 0:
        raise ValueError("repeat argument cannot be negative")
    pools = [tuple(iterable) for iterable in iterables] * times
    return _product(pools)


def _product(pools):
    if not pools:
        yield ()
        return
    if not all(pools):
        return
    *outer, last = pools
    at = [0] * len(outer)
    while True:
        items = [pool[place] for pool, place in zip(outer, at)]
        for item in last:
            yield (*items, item)
        # The next one of the last pool that has one, and the first ones of those behind it.
        for number in range(len(outer) - 1, -1, -1):
            at[number] += 1
            if at[number] < len(outer[number]):
                break
            at[number] = 0
        else:
            return


def permutations(iterable, r=None):
    pool = tuple(iterable)
    r = len(pool) if r is None else r
    if r < 0:
        raise ValueError("r must be non-negative")
    return _permutations(pool, r)


def _permutations(pool, r):
    n = len(pool)
    if r > n:
        return
    items = list(pool)
    cycles = list(range(n, n - r, -1))
    yield tuple(items[:r])
    while n:
        for at in range(r - 1, -1, -1):
            cycles[at] -= 1
            if cycles[at] == 0:
                items[at:] = items[at + 1:] + items[at:at + 1]
                cycles[at] = n - at
            else:
                other = n - cycles[at]
                items[at], items[other] = items[other], items[at]
                yield tuple(items[:r])
                break
        else:
            return


def combinations(iterable, r):
    pool = tuple(iterable)
    if r < 0:
        raise ValueError("r must be non-negative")
    return _combinations(pool, r)


def _combinations(pool, r):
    n = len(pool)
    if r > n:
        return
    if r == 0:
        yield ()
        return
    # Of all items but the last.
    indices = list(range(r - 1))
    while True:
        items = tuple([pool[index] for index in indices])
        for item in pool[indices[-1] + 1 if indices else 0:]:
            yield (*items, item)
        for at in range(r - 2, -1, -1):
            if indices[at] != at + n - r:
                break
        else:
            return
        indices[at] += 1
        for after in range(at + 1, r - 1):
            indices[after] = indices[after - 1] + 1


def combinations_with_replacement(iterable, r):
    pool = tuple(iterable)
    if r < 0:
        raise ValueError("r must be non-negative")
    return _combinations_with_replacement(pool, r)


def _combinations_with_replacement(pool, r):
    n = len(pool)
    if not n and r:
        return
    indices = [0] * r
    while True:
        yield tuple([pool[index] for index in indices])
        for at in range(r - 1, -1, -1):
            if indices[at] != n - 1:
                break
        else:
            return
        indices[at:] = [indices[at] + 1] * (r - at)


def zip_longest(*iterables, fillvalue=None):
    return _zip_longest([iter(iterable) for iterable in iterables], fillvalue)


def _zip_longest(iterators, fillvalue):
    running = len(iterators)
    while running:
        items = []
        for at, iterator in enumerate(iterators):
            item = fillvalue if iterator is None else next(iterator, _missing)
            if item is _missing:
                running -= 1
                if not running:
                    return
                iterators[at] = None
                item = fillvalue
            items.append(item)
        yield tuple(items)


def starmap(function, iterable, /):
    return (function(*args) for args in iterable)


def takewhile(predicate, iterable, /):
    for item in iterable:
        if not predicate(item):
            return
        yield item


def dropwhile(predicate, iterable, /):
    iterator = iter(iterable)
    for item in iterator:
        if not predicate(item):
            yield item
            break
    yield from iterator


def filterfalse(function, iterable, /):
    return (item for item in iterable if not (item if function is None else function(item)))


def compress(data, selectors):
    return (item for item, selected in zip(data, selectors) if selected)


def pairwise(iterable, /):
    iterator = iter(iterable)
    before = next(iterator, _missing)
    for item in iterator:
        yield before, item
        before = item


def tee(iterable, n=2, /):
    if n < 0:
        raise ValueError("n must be >= 0")
    # A linked list of [item, next]: what every iterator has passed is dropped.
    link = [None, None]
    iterator = iter(iterable)
    return tuple([_tee(iterator, link) for _ in range(n)])


def _tee(iterator, link):
    while True:
        if link[1] is None:
            item = next(iterator, _missing)
            if item is _missing:
                return
            link[0] = item
            link[1] = [None, None]
        item, link = link
        yield item
