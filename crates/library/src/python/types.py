"""Names of builtin classes, and small classes that the interpreter does not need itself."""

# Lacks: CellType ClassMethodDescriptorType FrameType GetSetDescriptorType MemberDescriptorType MethodDescriptorType
#     MethodWrapperType WrapperDescriptorType prepare_class resolve_bases

from _library import generic as _generic
import sys as _sys
from _library import awaitable as _awaitable
from _library import kind as _kind


def _function():
    pass


async def _coroutine():
    pass


def _generator():
    yield


async def _async_generator():
    yield


class _Class:
    def method(self):
        pass


FunctionType = LambdaType = type(_function)
CodeType = type(_function.__code__)
MethodType = type(_Class().method)
BuiltinFunctionType = BuiltinMethodType = type(len)
ModuleType = type(_sys)
NoneType = type(None)
NotImplementedType = type(NotImplemented)
EllipsisType = type(...)
GeneratorType = type(_generator())
AsyncGeneratorType = type(_async_generator())
_started = _coroutine()
CoroutineType = type(_started)
_started.close()
del _started
try:
    raise TypeError
except TypeError as _error:
    TracebackType = type(_error.__traceback__)


def coroutine(func):
    """A generator function whose generators can be awaited."""
    if not callable(func):
        raise TypeError("types.coroutine() expects a callable")
    if _kind(func) == "coroutine":
        return func

    def wrapped(*args, **keywords):
        return _awaitable(func(*args, **keywords))

    for name in ("__module__", "__name__", "__qualname__", "__doc__"):
        setattr(wrapped, name, getattr(func, name, None))
    wrapped.__wrapped__ = func
    return wrapped


# The code of all that it makes.
_awaiting = coroutine(_generator).__code__


class SimpleNamespace:
    __in_c__ = True

    def __init__(self, /, **keywords):
        for name, value in keywords.items():
            setattr(self, name, value)

    def __repr__(self):
        name = "namespace" if type(self) is SimpleNamespace else type(self).__name__
        return f"{name}({', '.join(f'{key}={value!r}' for key, value in vars(self).items())})"

    def __eq__(self, other):
        if isinstance(self, SimpleNamespace) and isinstance(other, SimpleNamespace):
            return vars(self) == vars(other)
        return NotImplemented


class mappingproxy:
    __module__, __in_c__ = "builtins", True
    __class_getitem__ = classmethod(_generic)

    def __init__(self, mapping):
        if isinstance(mapping, (list, tuple)) or not hasattr(type(mapping), "__getitem__"):
            raise TypeError(f"mappingproxy() argument must be a mapping, not {type(mapping).__name__}")
        self._mapping = mapping

    def __getitem__(self, key):
        return self._mapping[key]

    def __contains__(self, key):
        return key in self._mapping

    def __iter__(self):
        return iter(self._mapping)

    def __len__(self):
        return len(self._mapping)

    def __eq__(self, other):
        return self._mapping == (other._mapping if isinstance(other, mappingproxy) else other)

    def __repr__(self):
        return f"mappingproxy({self._mapping!r})"

    def __str__(self):
        return str(self._mapping)

    def __setitem__(self, key, value):
        raise TypeError("'mappingproxy' object does not support item assignment")

    def __delitem__(self, key):
        raise TypeError("'mappingproxy' object does not support item deletion")

    def __or__(self, other):
        return dict(self._mapping) | dict(other)

    def get(self, key, default=None):
        return self._mapping.get(key, default)

    def keys(self):
        return self._mapping.keys()

    def values(self):
        return self._mapping.values()

    def items(self):
        return self._mapping.items()

    def copy(self):
        return self._mapping.copy()


MappingProxyType = mappingproxy


def _type_repr(item):
    if isinstance(item, type):
        if item.__module__ == "builtins":
            return item.__qualname__
        return f"{item.__module__}.{item.__qualname__}"
    if item is ...:
        return "..."
    if isinstance(item, (list, tuple)):
        return f"[{', '.join(map(_type_repr, item))}]"
    return repr(item)


GenericAlias = type(list[int])
UnionType = type(int | str)


def new_class(name, bases=(), kwds=None, exec_body=None):
    namespace = {}
    if exec_body is not None:
        exec_body(namespace)
    keywords = dict(kwds or {})
    metaclass = keywords.pop("metaclass", type(bases[0]) if bases else type)
    return metaclass(name, bases, namespace, **keywords)


class DynamicClassAttribute(property):
    pass
