# Builtin functions over iterables and objects written in Python.

def _next_or(iterator, default):
    try:
        return next(iterator)
    except StopIteration:
        return default


async def _anext_or(iterator, default):
    try:
        return await anext(iterator)
    except StopAsyncIteration:
        return default


def _call_special(found, instance, /, *args, **keywords):
    return _import_one('_seldom').bound(found, instance)(*args, **keywords)


def _combine(make, first, iterables):
    return make(first, *[iter(iterable) for iterable in iterables])


def _enumerate_step(iterator, number):
    return (number, next(iterator))


def _zip_step(iterators):
    items = []
    for iterator in iterators:
        items.append(next(iterator))
    return tuple(items)


def _zip_strict_step(iterators):
    items = []
    for at, iterator in enumerate(iterators):
        item = next(iterator, _missing)
        if item is _missing:
            if at:
                _zip_uneven(at, 'shorter')
            for later, other in enumerate(iterators):
                if later and next(other, _missing) is not _missing:
                    _zip_uneven(later, 'longer')
            raise StopIteration
        items.append(item)
    return tuple(items)


def _zip_uneven(at, what):
    others = 'argument 1' if at == 1 else f'arguments 1-{at}'
    raise ValueError(f'zip() argument {at + 1} is {what} than {others}')


def _map_step(function, iterators):
    args = []
    for iterator in iterators:
        args.append(next(iterator))
    return function(*args)


def _filter_step(function, iterator):
    while True:
        item = next(iterator)
        if item if function is None else function(item):
            return item


def _call_until_step(function, sentinel):
    value = function()
    if value == sentinel:
        raise StopIteration
    return value


def _reversed_by_index(sequence):
    for at in range(len(sequence) - 1, -1, -1):
        yield sequence[at]


def _sum(iterable, total):
    for item in iterable:
        total = total + item
    return total


def _any(iterable):
    for item in iterable:
        if item:
            return True
    return False


def _all(iterable):
    for item in iterable:
        if not item:
            return False
    return True


def _min(iterable, key, default):
    iterator = iter(iterable)
    best = next(iterator, _missing)
    if best is not _missing:
        if key is None:
            for item in iterator:
                if item < best:
                    best = item
        else:
            least = key(best)
            for item in iterator:
                value = key(item)
                if value < least:
                    best, least = item, value
    else:
        if default:
            return default[0]
        raise ValueError('min() arg is an empty sequence')
    return best


def _max(iterable, key, default):
    iterator = iter(iterable)
    best = next(iterator, _missing)
    if best is not _missing:
        if key is None:
            for item in iterator:
                if item > best:
                    best = item
        else:
            greatest = key(best)
            for item in iterator:
                value = key(item)
                if value > greatest:
                    best, greatest = item, value
    else:
        if default:
            return default[0]
        raise ValueError('max() arg is an empty sequence')
    return best


def _pow(base, exponent):
    return base ** exponent


def _divmod(a, b):
    left, right = type(a), type(b)
    method = _lookup(left, '__divmod__')
    other = _lookup(right, '__rdivmod__') if right is not left else None
    if other is not None and _is_strict_subclass(right, left):
        result = other(b, a)
        if result is not NotImplemented:
            return result
        other = None
    if method is not None:
        result = method(a, b)
        if result is not NotImplemented:
            return result
    if other is not None:
        result = other(b, a)
        if result is not NotImplemented:
            return result
    raise TypeError(f"unsupported operand type(s) for divmod(): '{left.__name__}' and '{right.__name__}'")


# Attributes.

def _attribute_or(function, args, default):
    try:
        return function(*args)
    except AttributeError:
        return default


def _has_attribute(function, args):
    try:
        function(*args)
    except AttributeError:
        return False
    return True


def _dir(function, value):
    return sorted(function(value))


# Classes in isinstance() that are not plain types.

def _isinstance_of(value, classes):
    if isinstance(classes, tuple) or isinstance(classes, _UnionType):
        for cls in classes if isinstance(classes, tuple) else classes.__args__:
            if isinstance(value, type(None) if cls is None else cls):
                return True
        return False
    if isinstance(classes, _GenericAlias):
        raise TypeError('isinstance() argument 2 cannot be a parameterized generic')
    return bool(_lookup(type(classes), '__instancecheck__')(classes, value))


def _claims_class(value, cls):
    claimed = value.__class__
    return isinstance(claimed, type) and issubclass(claimed, cls)


def _issubclass_of(value, classes):
    if isinstance(classes, tuple) or isinstance(classes, _UnionType):
        for cls in classes if isinstance(classes, tuple) else classes.__args__:
            if issubclass(value, type(None) if cls is None else cls):
                return True
        return False
    if isinstance(classes, _GenericAlias):
        raise TypeError('issubclass() argument 2 cannot be a parameterized generic')
    return bool(_lookup(type(classes), '__subclasscheck__')(classes, value))


def _type_text(cls):
    if isinstance(cls, type):
        return cls.__qualname__ if cls.__module__ == 'builtins' else f'{cls.__module__}.{cls.__qualname__}'
    return '...' if cls is ... else 'None' if cls is None else repr(cls)


class _GenericAlias:
    __in_c__ = True
    __module__ = 'types'
    __qualname__ = 'GenericAlias'
    __slots__ = ('__origin__', '__args__')

    def __init__(self, origin, args):
        self.__origin__ = origin
        self.__args__ = args if isinstance(args, tuple) else (args,)

    def __call__(self, *args, **keywords):
        return self.__origin__(*args, **keywords)

    def __getattr__(self, name):
        if name == '__parameters__':
            return _import_one('_generics').parameters(self.__args__)
        return getattr(self.__origin__, name)

    def __getitem__(self, item):
        return _GenericAlias(self.__origin__, _import_one('_generics').filled(self, item))

    def __iter__(self):
        yield _import_one('_generics').Unpacked(self)

    def __mro_entries__(self, bases):
        return (self.__origin__,)

    def __eq__(self, other):
        if not isinstance(other, _GenericAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    def __or__(self, other):
        return _union(self, other)

    def __ror__(self, other):
        return _union(other, self)

    def __repr__(self):
        return f"{_type_text(self.__origin__)}[{', '.join([_type_text(arg) for arg in self.__args__]) or '()'}]"


class _UnionType:
    __in_c__ = True
    __module__ = 'types'
    __qualname__ = 'UnionType'
    __args__ = ()

    def __init__(self, args):
        self.__args__ = args

    @property
    def __parameters__(self):
        return _import_one('_generics').parameters(self.__args__)

    def __getitem__(self, item):
        union, *others = _import_one('_generics').filled(self, item)
        for other in others:
            union = union | other
        return union

    def __eq__(self, other):
        return isinstance(other, _UnionType) and set(self.__args__) == set(other.__args__)

    def __hash__(self):
        return hash(frozenset(self.__args__))

    def __or__(self, other):
        return _union(self, other)

    def __ror__(self, other):
        return _union(other, self)

    def __repr__(self):
        return ' | '.join([_type_text(arg) for arg in self.__args__]).replace('NoneType', 'None')


def _union(left, right):
    args = []
    for each in (left, right):
        if not (each is None or isinstance(each, (type, _GenericAlias, _UnionType))):
            return NotImplemented
        for arg in each.__args__ if isinstance(each, _UnionType) else (type(None) if each is None else each,):
            if arg not in args:
                args.append(arg)
    return args[0] if len(args) == 1 else _UnionType(tuple(args))


def _import_by_name(name, whole):
    parts = name.split('.')
    pieces = ['.'.join(parts[:end]) for end in range(1, len(parts) + 1)]
    return _import_pieces(pieces, name if whole else parts[0])


# Namespaces: dicts that show an object's variables, and change them.

def _hidden(name):
    return property(lambda proxy: _import_one('_seldom').hidden(name))


def _namespace_classes(base):
    class dict(base):
        __module__ = 'builtins'
        __qualname__ = 'dict'

        def __setitem__(self, name, value):
            _set_own(self._owner, name, value)
            base.__setitem__(self, name, value)

        def __delitem__(self, name):
            base.__delitem__(self, name)
            _delete_own(self._owner, name)

        def update(self, *args, **keywords):
            for name, value in base(*args, **keywords).items():
                self[name] = value

        def __ior__(self, other):
            self.update(other)
            return self

        def setdefault(self, name, default=None):
            if name not in self:
                self[name] = default
            return self[name]

        def pop(self, name, *default):
            value = base.pop(self, name, *default)
            _delete_own(self._owner, name)
            return value

        def popitem(self):
            name, value = base.popitem(self)
            _delete_own(self._owner, name)
            return name, value

        def clear(self):
            for name in list(self):
                del self[name]

    class mappingproxy(base):
        __module__ = 'builtins'
        __qualname__ = 'mappingproxy'

        def __setitem__(self, name, value):
            raise TypeError("'mappingproxy' object does not support item assignment")

        def __delitem__(self, name):
            raise TypeError("'mappingproxy' object does not support item deletion")

        def __repr__(self):
            return f'mappingproxy({base.__repr__(self)})'

        clear, pop, popitem, setdefault, update = map(_hidden, ('clear', 'pop', 'popitem', 'setdefault', 'update'))

    return dict, mappingproxy


_Namespace, _MappingProxy = _namespace_classes(dict)


# Texts.

def _str(value):
    return _checked_text(_lookup(type(value), '__str__')(value), '__str__')


def _checked_text(text, method):
    if not isinstance(text, str):
        raise TypeError(f'{method} returned non-string (type {type(text).__name__})')
    return text


def _ascii(value):
    return _escape_non_ascii(repr(value))


def _format(value, spec):
    return format(value, spec)


def _format_converted(value, conversion, spec):
    if conversion == 's':
        text = str(value)
    elif conversion == 'r':
        text = repr(value)
    elif conversion == 'a':
        text = ascii(value)
    else:
        text = value
    return format(text, spec)


def _print(objects, separator, end, file, flush):
    write = lambda text: _write_out(file, text) or file.write(text)
    for at, value in enumerate(objects):
        if at:
            write(separator)
        write(str(value))
    write(end)
    if flush and not _write_out(file, ''):
        file.flush()


# Exceptions.

def _exception_str(exception):
    args = exception.args
    if isinstance(exception, KeyError) and len(args) == 1:
        return repr(args[0])
    return str(args[0]) if len(args) == 1 else str(args)


def _exception_repr(exception):
    return f"{type(exception).__name__}({', '.join([repr(arg) for arg in exception.args])})"


def _group_matcher(condition):
    if isinstance(condition, type) and issubclass(condition, BaseException):
        return lambda exception: isinstance(exception, condition)
    if isinstance(condition, tuple):
        for each in condition:
            if not (isinstance(each, type) and issubclass(each, BaseException)):
                break
        else:
            return lambda exception: isinstance(exception, condition)
    elif callable(condition) and not isinstance(condition, type):
        return condition
    raise TypeError('expected a function, exception type or tuple of exception types')


def _group_split(group, condition):
    return _split(group, _group_matcher(condition))


def _group_subgroup(group, condition):
    return _split(group, _group_matcher(condition))[0]


def _split(group, matches):
    if matches(group):
        return group, None
    matched, rest = [], []
    for exception in group.exceptions:
        if isinstance(exception, BaseExceptionGroup):
            inner, other = _split(exception, matches)
            if inner is not None:
                matched.append(inner)
            if other is not None:
                rest.append(other)
        elif matches(exception):
            matched.append(exception)
        else:
            rest.append(exception)
    return _part_of(group, matched), _part_of(group, rest)


def _part_of(group, exceptions):
    if not exceptions:
        return None
    part = group.derive(exceptions)
    if not isinstance(part, BaseExceptionGroup):
        raise TypeError('derive must return an instance of BaseExceptionGroup')
    part.__traceback__ = group.__traceback__
    part.__context__ = group.__context__
    part.__cause__ = group.__cause__
    if hasattr(group, '__notes__'):
        part.__notes__ = list(group.__notes__)
    return part
