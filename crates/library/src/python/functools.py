"""Functions that work on functions. `partial` is native."""

# Lacks: GenericAlias RLock get_cache_token namedtuple recursive_repr

from _library import generic as _generic
from _library import attach as _attach

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__")
WRAPPER_UPDATES = ("__dict__",)
_missing = object()


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    for name in assigned:
        value = getattr(wrapped, name, _missing)
        if value is not _missing:
            setattr(wrapper, name, value)
    for name in updated:
        for key, value in getattr(wrapped, name, {}).items():
            setattr(wrapper, key, value)
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    def decorate(wrapper):
        return update_wrapper(wrapper, wrapped, assigned, updated)

    return decorate


def _partial_repr(self):
    name = "functools.partial" if type(self) is partial else type(self).__qualname__
    parts = [repr(self.func), *map(repr, self.args)]
    parts += [f"{key}={value!r}" for key, value in self.keywords.items()]
    return f"{name}({', '.join(parts)})"


_attach(partial, "__repr__", _partial_repr)
_attach(partial, "__class_getitem__", classmethod(_generic))


def _set_doc(self, doc):
    self.__dict__["__doc__"] = doc


_attach(partial, "__doc__", property(lambda self: self.__dict__.get("__doc__", partial.__doc__), _set_doc))


class partialmethod:
    __class_getitem__ = classmethod(_generic)

    def __init__(self, func, /, *args, **keywords):
        self.func = func
        self.args = args
        self.keywords = keywords

    def __get__(self, instance, owner=None):
        bound = self.func.__get__(instance, owner)
        return partial(bound, *self.args, **self.keywords)


def reduce(function, iterable, initial=_missing, /):
    iterator = iter(iterable)
    if initial is _missing:
        result = next(iterator, _missing)
        if result is _missing:
            raise TypeError("reduce() of empty iterable with no initial value")
    else:
        result = initial
    for item in iterator:
        result = function(result, item)
    return result


def cmp_to_key(mycmp):
    class K:
        __slots__ = ("obj",)
        __hash__ = None

        def __init__(self, obj):
            self.obj = obj

        def __lt__(self, other):
            return mycmp(self.obj, other.obj) < 0

        def __gt__(self, other):
            return mycmp(self.obj, other.obj) > 0

        def __eq__(self, other):
            return mycmp(self.obj, other.obj) == 0

        def __le__(self, other):
            return mycmp(self.obj, other.obj) <= 0

        def __ge__(self, other):
            return mycmp(self.obj, other.obj) >= 0

    return K


def _derived(name, root, combine):
    def method(self, other):
        result = getattr(type(self), root)(self, other)
        return result if result is NotImplemented else combine(self, other, result)

    method.__name__ = name
    return method


def _not(self, other, result):
    return not result


def _or_equal(self, other, result):
    return result or self == other


def _not_and_unequal(self, other, result):
    return not result and self != other


def _and_unequal(self, other, result):
    return result and self != other


def _not_or_equal(self, other, result):
    return not result or self == other


_orderings = {
    "__lt__": (("__gt__", _not_and_unequal), ("__le__", _or_equal), ("__ge__", _not)),
    "__le__": (("__ge__", _not_or_equal), ("__lt__", _and_unequal), ("__gt__", _not)),
    "__gt__": (("__lt__", _not_and_unequal), ("__ge__", _or_equal), ("__le__", _not)),
    "__ge__": (("__le__", _not_or_equal), ("__gt__", _and_unequal), ("__lt__", _not)),
}


def total_ordering(cls):
    defined = [name for name in _orderings if getattr(cls, name, None) is not getattr(object, name, None)]
    if not defined:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    root = defined[0]
    for name, combine in _orderings[root]:
        if name not in defined:
            setattr(cls, name, _derived(name, root, combine))
    return cls


class _CacheInfo(tuple):
    __slots__ = ()
    _fields = ("hits", "misses", "maxsize", "currsize")
    hits = property(lambda self: self[0])
    misses = property(lambda self: self[1])
    maxsize = property(lambda self: self[2])
    currsize = property(lambda self: self[3])

    def __repr__(self):
        return "CacheInfo(hits=%r, misses=%r, maxsize=%r, currsize=%r)" % tuple(self)


_keywords_follow = object()


def _make_key(args, keywords, typed):
    key = args
    if keywords:
        key += (_keywords_follow,)
        for item in keywords.items():
            key += item
    if typed:
        key += tuple(type(value) for value in args)
        key += tuple(type(value) for value in keywords.values())
    elif len(key) == 1 and type(key[0]) in (int, str):
        return key[0]
    return key


def _cached(function, maxsize, typed):
    results = {}
    hits = misses = 0

    def unbounded(*args, **keywords):
        nonlocal hits, misses
        key = _make_key(args, keywords, typed) if keywords or typed else args
        result = results.get(key, _missing)
        if result is not _missing:
            hits += 1
            return result
        misses += 1
        result = results[key] = function(*args, **keywords)
        return result

    def uncached(*args, **keywords):
        nonlocal misses
        misses += 1
        return function(*args, **keywords)

    def bounded(*args, **keywords):
        nonlocal hits, misses
        key = _make_key(args, keywords, typed)
        result = results.pop(key, _missing)
        if result is not _missing:
            hits += 1
            results[key] = result
            return result
        misses += 1
        result = function(*args, **keywords)
        if key not in results:
            if len(results) >= maxsize:
                del results[next(iter(results))]
            results[key] = result
        return result

    def cache_info():
        return _CacheInfo((hits, misses, maxsize, len(results)))

    def cache_clear():
        nonlocal hits, misses
        results.clear()
        hits = misses = 0

    def cache_parameters():
        return {"maxsize": maxsize, "typed": typed}

    wrapper = unbounded if maxsize is None else uncached if maxsize == 0 else bounded
    wrapper.cache_info = cache_info
    wrapper.cache_clear = cache_clear
    wrapper.cache_parameters = cache_parameters
    return update_wrapper(wrapper, function)


def lru_cache(maxsize=128, typed=False):
    if callable(maxsize) and isinstance(typed, bool):
        return _cached(maxsize, 128, typed)
    if isinstance(maxsize, int):
        maxsize = max(maxsize, 0)
    elif maxsize is not None:
        raise TypeError("Expected first argument to be an integer, a callable, or None")
    return lambda function: _cached(function, maxsize, typed)


def cache(user_function, /):
    return _cached(user_function, None, False)


class cached_property:
    __class_getitem__ = classmethod(_generic)

    def __init__(self, func):
        from _thread import RLock

        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__
        self.lock = RLock()

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError(
                "Cannot assign the same cached_property to two different names "
                f"({self.attrname!r} and {name!r})."
            )

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        # One lock for all instances, as CPython 3.11 has it.
        with self.lock:
            try:
                return instance.__dict__[self.attrname]
            except AttributeError:
                raise TypeError(
                    f"No '__dict__' attribute on {type(instance).__name__!r} instance to cache {self.attrname!r} property."
                ) from None
            except KeyError:
                value = self.func(instance)
                object.__setattr__(instance, self.attrname, value)
                return value


def _classes_of(annotation):
    """A class, or those of a union of classes; none of anything else."""
    if isinstance(annotation, type):
        return (annotation,)
    if type(annotation).__name__ != "UnionType" and getattr(annotation, "_name", None) not in ("Union", "Optional"):
        return ()
    classes = annotation.__args__
    return classes if all(isinstance(each, type) for each in classes) else ()


def singledispatch(func):
    registry = {object: func}

    def dispatch(cls):
        for base in cls.__mro__:
            # An abstract class that `base` is registered with counts like a base of it.
            if base is object:
                for abstract, implementation in registry.items():
                    if abstract not in cls.__mro__ and issubclass(cls, abstract):
                        return implementation
            if base in registry:
                return registry[base]
        return func

    def register(cls, func=None):
        classes = _classes_of(cls)
        if func is not None:
            for each in classes or (cls,):
                registry[each] = func
            return func
        if classes:
            return lambda function: register(cls, function)
        hints = getattr(cls, "__annotations__", {})
        if not hints:
            raise TypeError(
                f"Invalid first argument to `register()`: {cls!r}. "
                "Use either `@register(some_class)` or plain `@register` on an annotated function."
            )
        return register(next(iter(hints.values())), cls)

    def wrapper(*args, **keywords):
        if not args:
            raise TypeError(f"{func.__name__} requires at least 1 positional argument")
        return dispatch(type(args[0]))(*args, **keywords)

    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = registry
    return update_wrapper(wrapper, func)


class singledispatchmethod:
    def __init__(self, func):
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, func=method)

    def __get__(self, instance, owner=None):
        def method(*args, **keywords):
            found = self.dispatcher.dispatch(type(args[0]))
            return found.__get__(instance, owner)(*args, **keywords)

        method.register = self.register
        return update_wrapper(method, self.func)
