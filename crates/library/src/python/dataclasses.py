"""Data classes. Their `__init__` is native: it binds the arguments with the messages of a function written out."""

from _library import generic as _generic
import sys as _sys
from _library import dataclass_init as _native_init
from types import GenericAlias as _GenericAlias
from types import MappingProxyType as _MappingProxyType


class FrozenInstanceError(AttributeError):
    pass


class _Sentinel:
    def __init__(self, text):
        self.text = text

    def __repr__(self):
        return self.text


MISSING = _Sentinel("<dataclasses._MISSING_TYPE object>")
KW_ONLY = _Sentinel("<dataclasses._KW_ONLY_TYPE object>")
_FIELD = _Sentinel("_FIELD")
_FIELD_CLASSVAR = _Sentinel("_FIELD_CLASSVAR")
_FIELD_INITVAR = _Sentinel("_FIELD_INITVAR")


class InitVar:
    def __init__(self, type):
        self.type = type

    def __repr__(self):
        return f"dataclasses.InitVar[{self.type.__name__ if isinstance(self.type, type) else repr(self.type)}]"

    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    __class_getitem__ = classmethod(_generic)

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = _MappingProxyType({} if metadata is None else metadata)
        self.kw_only = kw_only
        self._field_type = None

    def __repr__(self):
        return (
            f"Field(name={self.name!r},type={self.type!r},default={self.default!r},"
            f"default_factory={self.default_factory!r},init={self.init!r},repr={self.repr!r},"
            f"hash={self.hash!r},compare={self.compare!r},metadata={self.metadata!r},"
            f"kw_only={self.kw_only!r},_field_type={self._field_type})"
        )


def field(
    *,
    default=MISSING,
    default_factory=MISSING,
    init=True,
    repr=True,
    hash=None,
    compare=True,
    metadata=None,
    kw_only=MISSING,
):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


class _Parameters:
    def __init__(self, init, repr, eq, order, unsafe_hash, frozen):
        self.init = init
        self.repr = repr
        self.eq = eq
        self.order = order
        self.unsafe_hash = unsafe_hash
        self.frozen = frozen

    def __repr__(self):
        return "_DataclassParams(" + ",".join(f"{name}={value!r}" for name, value in vars(self).items()) + ")"


def _kind_of(annotation):
    if isinstance(annotation, InitVar) or annotation is InitVar:
        return _FIELD_INITVAR
    text = annotation if isinstance(annotation, str) else ""
    typing = _sys.modules.get("typing")
    if typing is not None:
        if annotation is typing.ClassVar or getattr(annotation, "__origin__", None) is typing.ClassVar:
            return _FIELD_CLASSVAR
    if text.startswith(("ClassVar", "typing.ClassVar", "t.ClassVar")):
        return _FIELD_CLASSVAR
    if text.startswith(("InitVar", "dataclasses.InitVar")):
        return _FIELD_INITVAR
    return _FIELD


def _make_field(cls, name, annotation, kw_only):
    default = getattr(cls, name, MISSING)
    if isinstance(default, Field):
        made = default
    else:
        # The value of a class with __slots__ is the slot's descriptor, not a default.
        if type(default).__name__ in ("member_descriptor", "getset_descriptor"):
            default = MISSING
        made = field(default=default)
    made.name = name
    made.type = annotation
    made._field_type = _kind_of(annotation)
    if made._field_type is not _FIELD and made.default_factory is not MISSING:
        raise TypeError(f"field {name} cannot have a default factory")
    if made._field_type is _FIELD_CLASSVAR:
        if made.kw_only is not MISSING:
            raise TypeError(f"field {name} is a ClassVar but specifies kw_only")
    elif made.kw_only is MISSING:
        made.kw_only = kw_only
    if made._field_type is _FIELD and type(made.default).__hash__ is None:
        raise ValueError(
            f"mutable default {type(made.default)} for field {name} is not allowed: use default_factory"
        )
    return made


def _collect(cls, kw_only):
    collected = {}
    for base in cls.__mro__[-1:0:-1]:
        for each in base.__dict__.get("__dataclass_fields__", {}).values():
            collected[each.name] = each
    annotations = cls.__dict__.get("__annotations__", {})
    kw_only_seen = False
    for name, annotation in annotations.items():
        if annotation is KW_ONLY or annotation in ("KW_ONLY", "dataclasses.KW_ONLY"):
            if kw_only_seen:
                raise TypeError(f"{name!r} is KW_ONLY, but KW_ONLY has already been specified")
            kw_only_seen = kw_only = True
            continue
        made = _make_field(cls, name, annotation, kw_only)
        collected[name] = made
        if isinstance(cls.__dict__.get(name), Field):
            if made.default is MISSING:
                delattr(cls, name)
            else:
                setattr(cls, name, made.default)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in annotations:
            raise TypeError(f"{name!r} is a field but has no type annotation")
    return collected


def _fill(self, frozen, values, factories, post):
    """What the native `__init__` leaves to Python: factories, `__setattr__`, `__post_init__`."""
    assign = object.__setattr__ if frozen else setattr
    for name, value, wants_factory in values:
        assign(self, name, dict(factories)[name]() if wants_factory else value)
    if post is not None:
        self.__post_init__(*post)


def _set_init(cls, fields, frozen):
    optional = None
    ordered = [each for each in fields if not each.kw_only] + [each for each in fields if each.kw_only]
    described = []
    factories = {}
    for each in ordered:
        kind = 0
        default = None
        if each.default_factory is not MISSING:
            kind = 2
            factories[each.name] = each.default_factory
        elif each.default is not MISSING:
            kind = 1
            default = each.default
        if each.init and not each.kw_only:
            if kind:
                optional = each
            elif optional is not None:
                raise TypeError(f"non-default argument {each.name!r} follows default argument")
        if each.init or kind == 2:
            described.append((each.name, each.init, each.kw_only, each._field_type is _FIELD_INITVAR, kind, default))
    post = hasattr(cls, "__post_init__")
    plain = not factories and not post
    name = f"{cls.__qualname__}.__init__"
    # The fields themselves are for `inspect.signature`.
    description = (
        name, tuple(described), frozen, plain, post, _fill, frozen, tuple(factories.items()), tuple(fields)
    )
    _own(cls, "__init__", _native_init(description))


def _own(cls, name, value):
    if name in cls.__dict__:
        return True
    setattr(cls, name, value)
    return False


# Instances whose repr is under way.
_shown = set()


def _set_repr(cls, names):
    def __repr__(self):
        if id(self) in _shown:
            return "..."
        _shown.add(id(self))
        try:
            parts = [f"{name}={getattr(self, name)!r}" for name in names]
        finally:
            _shown.discard(id(self))
        return f"{type(self).__qualname__}({', '.join(parts)})"

    _own(cls, "__repr__", __repr__)


def _values(self, names):
    return tuple([getattr(self, name) for name in names])


def _set_eq(cls, names):
    def __eq__(self, other):
        if type(other) is type(self):
            return _values(self, names) == _values(other, names)
        return NotImplemented

    _own(cls, "__eq__", __eq__)


def _set_order(cls, names):
    def __lt__(self, other):
        if type(other) is type(self):
            return _values(self, names) < _values(other, names)
        return NotImplemented

    def __le__(self, other):
        if type(other) is type(self):
            return _values(self, names) <= _values(other, names)
        return NotImplemented

    def __gt__(self, other):
        if type(other) is type(self):
            return _values(self, names) > _values(other, names)
        return NotImplemented

    def __ge__(self, other):
        if type(other) is type(self):
            return _values(self, names) >= _values(other, names)
        return NotImplemented

    for method in (__lt__, __le__, __gt__, __ge__):
        if _own(cls, method.__name__, method):
            raise TypeError(
                f"Cannot overwrite attribute {method.__name__} in class {cls.__name__}. "
                "Consider using functools.total_ordering"
            )


def _set_frozen(cls, names):
    def __setattr__(self, name, value):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        super(cls, self).__setattr__(name, value)

    def __delattr__(self, name):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        super(cls, self).__delattr__(name)

    for method in (__setattr__, __delattr__):
        if _own(cls, method.__name__, method):
            raise TypeError(f"Cannot overwrite attribute {method.__name__} in class {cls.__name__}")


def _set_hash(cls, names, unsafe_hash, eq, frozen, explicit):
    def __hash__(self):
        return hash(_values(self, names))

    if unsafe_hash:
        if explicit:
            raise TypeError(f"Cannot overwrite attribute __hash__ in class {cls.__name__}")
        cls.__hash__ = __hash__
    elif eq and not explicit:
        cls.__hash__ = __hash__ if frozen else None


def _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots):
    parameters = _Parameters(init, repr, eq, order, unsafe_hash, frozen)
    class_hash = cls.__dict__.get("__hash__", MISSING)
    explicit = not (class_hash is MISSING or class_hash is None and "__eq__" in cls.__dict__)
    based = frozen_base = False
    for base in cls.__mro__[1:]:
        known = base.__dict__.get("__dataclass_params__")
        if known is not None:
            based = True
            frozen_base = frozen_base or known.frozen
    collected = _collect(cls, kw_only)
    if based and frozen_base and not frozen:
        raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
    if based and frozen and not frozen_base:
        raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
    cls.__dataclass_fields__ = collected
    cls.__dataclass_params__ = parameters
    real = [each for each in collected.values() if each._field_type is _FIELD]
    if init:
        _set_init(cls, [each for each in collected.values() if each._field_type is not _FIELD_CLASSVAR], frozen)
    if repr:
        _set_repr(cls, tuple([each.name for each in real if each.repr]))
    compared = tuple([each.name for each in real if each.compare])
    if eq:
        _set_eq(cls, compared)
    if order:
        if not eq:
            raise ValueError("eq must be true if order is true")
        _set_order(cls, compared)
    if frozen:
        _set_frozen(cls, tuple([each.name for each in real]))
    hashed = tuple([each.name for each in real if (each.compare if each.hash is None else each.hash)])
    _set_hash(cls, hashed, unsafe_hash, eq, frozen, explicit)
    if match_args:
        names = tuple(
            each.name
            for each in collected.values()
            if each.init and not each.kw_only and each._field_type is not _FIELD_CLASSVAR
        )
        _own(cls, "__match_args__", names)
    if not cls.__doc__:
        cls.__doc__ = _Doc(cls)
    return _with_slots(cls, real) if slots else cls


class _Doc:
    """What a class without a docstring says of itself, made when somebody asks."""

    def __init__(self, cls):
        self.cls = cls

    def __get__(self, instance, owner):
        from inspect import signature

        return self.cls.__name__ + str(signature(self.cls)).replace(" -> None", "")


def _with_slots(cls, real):
    if "__slots__" in cls.__dict__:
        raise TypeError(f"{cls.__name__} already specifies __slots__")
    inherited = {name for base in cls.__mro__[1:-1] for name in base.__dict__.get("__slots__", ())}
    names = [each.name for each in real]
    namespace = {
        key: value
        for key, value in cls.__dict__.items()
        if key not in names and key not in ("__dict__", "__weakref__")
    }
    namespace["__slots__"] = tuple(name for name in names if name not in inherited)
    namespace["__qualname__"] = cls.__qualname__
    return type(cls)(cls.__name__, cls.__bases__, namespace)


def dataclass(
    cls=None,
    /,
    *,
    init=True,
    repr=True,
    eq=True,
    order=False,
    unsafe_hash=False,
    frozen=False,
    match_args=True,
    kw_only=False,
    slots=False,
    weakref_slot=False,
):
    def decorate(cls):
        return _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots)

    return decorate if cls is None else decorate(cls)


def fields(class_or_instance):
    collected = getattr(class_or_instance, "__dataclass_fields__", None)
    if collected is None:
        raise TypeError("must be called with a dataclass type or instance") from None
    return tuple(each for each in collected.values() if each._field_type is _FIELD)


def is_dataclass(obj):
    cls = obj if isinstance(obj, type) else type(obj)
    return hasattr(cls, "__dataclass_fields__")


def _is_instance(obj):
    return hasattr(type(obj), "__dataclass_fields__")


def _converted(obj, convert, factory):
    if _is_instance(obj):
        return convert(obj, factory)
    if isinstance(obj, tuple) and hasattr(obj, "_fields"):
        return type(obj)(*[_converted(item, convert, factory) for item in obj])
    if isinstance(obj, (list, tuple)):
        return type(obj)([_converted(item, convert, factory) for item in obj])
    if isinstance(obj, dict):
        pairs = [
            (_converted(key, convert, factory), _converted(value, convert, factory)) for key, value in obj.items()
        ]
        if hasattr(type(obj), "default_factory") or hasattr(obj, "default_factory"):
            result = type(obj)(obj.default_factory)
            for key, value in pairs:
                result[key] = value
            return result
        return type(obj)(pairs)
    from copy import deepcopy

    return deepcopy(obj)


def _to_dict(obj, factory):
    return factory([(each.name, _converted(getattr(obj, each.name), _to_dict, factory)) for each in fields(obj)])


def _to_tuple(obj, factory):
    return factory([_converted(getattr(obj, each.name), _to_tuple, factory) for each in fields(obj)])


def asdict(obj, *, dict_factory=dict):
    if not _is_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    return _to_dict(obj, dict_factory)


def astuple(obj, *, tuple_factory=tuple):
    if not _is_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")
    return _to_tuple(obj, tuple_factory)


def replace(obj, /, **changes):
    if not _is_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    for each in obj.__dataclass_fields__.values():
        if each._field_type is _FIELD_CLASSVAR:
            continue
        if not each.init:
            if each.name in changes:
                raise ValueError(
                    f"field {each.name} is declared with init=False, it cannot be specified with replace()"
                )
            continue
        if each.name not in changes:
            if each._field_type is _FIELD_INITVAR and each.default is MISSING:
                raise ValueError(f"InitVar {each.name!r} must be specified with replace()")
            changes[each.name] = getattr(obj, each.name)
    return type(obj)(**changes)


_KEYWORDS = frozenset(
    "False None True and as assert async await break class continue def del elif else except finally for from global "
    "if import in is lambda nonlocal not or pass raise return try while with yield".split()
)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, **options):
    namespace = {} if namespace is None else dict(namespace)
    annotations = {}
    for item in fields:
        if isinstance(item, str):
            name, annotation = item, "typing.Any"
        elif len(item) in (2, 3):
            name, annotation = item[:2]
            if len(item) == 3:
                namespace[name] = item[2]
        else:
            raise TypeError(f"Invalid field: {item!r}")
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f"Field names must be valid identifiers: {name!r}")
        if name in _KEYWORDS:
            raise TypeError(f"Field names must not be keywords: {name!r}")
        if name in annotations:
            raise TypeError(f"Field name duplicated: {name!r}")
        annotations[name] = annotation
    namespace["__annotations__"] = annotations
    return dataclass(type(cls_name, bases, namespace), **options)
