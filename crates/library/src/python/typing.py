"""What annotations name. Nothing is checked; everything can be subscripted."""

# Lacks: ParamSpecArgs ParamSpecKwargs clear_overloads get_overloads no_type_check_decorator

import _generics
import collections.abc as _abc
import typing as _typing
from abc import ABCMeta as _ABCMeta
from types import GenericAlias as _GenericAlias
from types import UnionType as _UnionType
from types import _type_repr

TYPE_CHECKING = False
NoneType = type(None)


def _shown(item):
    return "None" if item is NoneType else _type_repr(item)


class _Alias:
    """`Optional[int]`, `List[str]`"""

    def __init__(self, origin, args, name):
        self.__origin__ = origin
        self.__args__ = args
        self._name = name

    def __repr__(self):
        if self._name == "Union" and len(self.__args__) == 2 and NoneType in self.__args__:
            other = self.__args__[self.__args__[0] is NoneType]
            return f"typing.Optional[{_shown(other)}]"
        if self._name == "Callable" and not _is_whole(self.__args__):
            *parameters, result = self.__args__
            return f"typing.Callable[[{', '.join(map(_type_repr, parameters))}], {_type_repr(result)}]"
        if self._name == "Unpack":
            return f"*{_type_repr(self.__args__[0])}"
        if self._name == "Literal":
            return f"typing.Literal[{', '.join(map(repr, self.__args__)) or '()'}]"
        if self._name == "Annotated":
            return f"typing.Annotated[{_type_repr(self.__args__[0])}, {', '.join(map(repr, self.__metadata__))}]"
        return f"typing.{self._name}[{', '.join(map(_type_repr, self.__args__)) or '()'}]"

    def __getitem__(self, args):
        args = args if isinstance(args, tuple) else (args,)
        filled = _generics.filled(self, tuple([_converted(arg) for arg in args]))
        if self._name == "Union":
            return Union[filled]
        made = type(self)(self.__origin__, filled, self._name)
        if self._name == "Annotated":
            made.__metadata__ = self.__metadata__
        return made

    def __iter__(self):
        yield Unpack[self]

    @property
    def __parameters__(self):
        return _generics.parameters(self.__args__)

    def __mro_entries__(self, bases):
        return (self.__origin__,)

    def __call__(self, *args, **keywords):
        if self._name in _STANDING_FOR_CLASSES:
            raise TypeError(f"Type {self._name} cannot be instantiated; use {self.__origin__.__name__}() instead")
        if isinstance(self.__origin__, _Name):
            raise TypeError(f"Cannot instantiate {self!r}")
        return self.__origin__(*args, **keywords)

    def __eq__(self, other):
        if not isinstance(other, _Alias) or self.__origin__ is not other.__origin__:
            return NotImplemented
        if self._name == "Union":
            return set(self.__args__) == set(other.__args__)
        if self._name == "Literal":
            return set(_with_types(self.__args__)) == set(_with_types(other.__args__))
        if self._name == "Annotated" and self.__metadata__ != other.__metadata__:
            return False
        return self.__args__ == other.__args__

    def __hash__(self):
        return hash((self._name, frozenset(self.__args__)))

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __instancecheck__(self, instance):
        return self.__subclasscheck__(type(instance))

    def __subclasscheck__(self, cls):
        if self._name == "Union":
            return issubclass(cls, self.__args__)
        raise TypeError("Subscripted generics cannot be used with class and instance checks")


def _is_whole(args):
    """Whether the parameters of a `Callable` are one thing: `...`, a `ParamSpec`, a `Concatenate`"""
    first = args[0]
    return len(args) == 2 and (first is ... or isinstance(first, ParamSpec) or _is_concatenation(first))


def _is_concatenation(item):
    return isinstance(item, _Alias) and item._name == "Concatenate"


def _converted(arg):
    return NoneType if arg is None else ForwardRef(arg) if isinstance(arg, str) else arg


def _with_types(values):
    return [(type(value), value) for value in values]


class _ClassAlias(_Alias):
    """`Box[int]`, of a class that derives from `Generic`"""

    def __repr__(self):
        return f"{_type_repr(self.__origin__)}[{', '.join(map(_shown_argument, self.__args__)) or '()'}]"

    def __call__(self, *args, **keywords):
        made = self.__origin__(*args, **keywords)
        try:
            made.__orig_class__ = self
        except AttributeError:
            pass
        return made

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self.__origin__, name)

    def __mro_entries__(self, bases):
        if self.__origin__ is Generic:
            after = bases[bases.index(self) + 1:]
            if Protocol in bases or any(isinstance(base, _Alias) for base in after):
                return ()
        return (self.__origin__,)


def _shown_argument(arg):
    return repr(arg) if isinstance(arg, tuple) else _type_repr(arg)


def _is_unpacked(arg):
    return isinstance(arg, _Alias) and arg._name == "Unpack"


def _of_class(cls, args):
    args = args if isinstance(args, tuple) else (args,)
    args = tuple([_converted(arg) for arg in args])
    if cls is Generic or cls is Protocol:
        args = tuple([arg.__args__[0] if _is_unpacked(arg) else arg for arg in args])
        if not args:
            raise TypeError(f"Parameter list to {cls.__qualname__}[...] cannot be empty")
        if not all(isinstance(arg, TypeVar) for arg in args):
            raise TypeError(f"Parameters to {cls.__name__}[...] must all be type variables or parameter specification variables.")
        if len(set(args)) != len(args):
            raise TypeError(f"Parameters to {cls.__name__}[...] must all be unique")
        return _ClassAlias(cls, args, cls.__name__)
    parameters = cls.__parameters__
    if not parameters:
        raise TypeError(f"{cls} is not a generic class")
    if len(parameters) == 1 and isinstance(parameters[0], ParamSpec) and not (len(args) == 1 and _is_whole((args[0], None))):
        args = (args[0] if len(args) == 1 and isinstance(args[0], (list, tuple)) else args,)
        args = (tuple([_converted(arg) for arg in args[0]]),)
    if not any(isinstance(each, (ParamSpec, TypeVarTuple)) for each in parameters) and len(args) != len(parameters):
        many = "many" if len(args) > len(parameters) else "few"
        raise TypeError(f"Too {many} arguments for {cls}; actual {len(args)}, expected {len(parameters)}")
    return _ClassAlias(cls, args, cls.__name__)


def _set_parameters(cls):
    bases = cls.__dict__.get("__orig_bases__", ())
    declared = [base.__args__ for base in bases if isinstance(base, _ClassAlias) and base.__origin__ in (Generic, Protocol)]
    found = _generics.parameters(bases)
    if declared and not set(found) <= set(declared[0]):
        missing = ", ".join(str(each) for each in found if each not in declared[0])
        named = ", ".join(map(str, declared[0]))
        raise TypeError(f"Some type variables ({missing}) are not listed in Generic[{named}]")
    cls.__parameters__ = declared[0] if declared else found


class _Name:
    """`Any`, `List`: a name that can be subscripted."""

    def __init__(self, name, origin=None):
        self._name = name
        self.__origin__ = self if origin is None else origin

    def __repr__(self):
        return f"typing.{self._name}"

    def __getitem__(self, args):
        args = args if isinstance(args, tuple) else (args,)
        name = self._name
        if name == "Annotated":
            return _annotated(args)
        if name == "Callable":
            if len(args) != 2:
                raise TypeError("Callable must be used as Callable[[arg, ...], result].")
            parameters = args[0]
            args = (*parameters, args[1]) if isinstance(parameters, list) else args
        if name == "Literal":
            return _Alias(self, _literals(args), name)
        if name in _PLAIN:
            raise TypeError(f"{self!r} is not subscriptable")
        args = tuple([_converted(arg) for arg in args])
        if name in _SINGLE and len(args) != 1:
            what = "argument" if name in ("Required", "NotRequired", "Unpack") else "type"
            accepts = f"accepts only single {what}." if name != "Optional" else "requires a single type."
            raise TypeError(f"{self!r} {accepts} Got {args}.")
        expected = _EXPECTED.get(name, 1 if name in _OF_ONE else 0)
        if expected and len(args) != expected:
            many = "many" if len(args) > expected else "few"
            raise TypeError(f"Too {many} arguments for {self!r}; actual {len(args)}, expected {expected}")
        if name == "Optional":
            return Union[args[0], None]
        if name == "Union":
            if not args:
                raise TypeError("Cannot take a Union of no types.")
            flat = []
            for arg in args:
                inner = arg.__args__ if isinstance(arg, _UnionType) or getattr(arg, "_name", "") == "Union" else (arg,)
                flat += [each for each in inner if each not in flat]
            if len(flat) == 1:
                return flat[0]
            args = tuple(flat)
        return _Alias(self.__origin__, args, name)

    def __call__(self, *args, **keywords):
        if self.__origin__ is self:
            raise TypeError(f"Cannot instantiate {self!r}")
        raise TypeError(
            f"Type {self._name} cannot be instantiated; use {self.__origin__.__name__}() instead"
        )

    def __instancecheck__(self, instance):
        return self.__subclasscheck__(type(instance))

    def __subclasscheck__(self, cls):
        if self.__origin__ is self:
            raise TypeError(f"{self!r} cannot be used with issubclass()")
        return issubclass(cls, self.__origin__)

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


_PLAIN = frozenset("Any NoReturn Never Self LiteralString TypeAlias".split())
_SINGLE = frozenset("Optional ClassVar Final TypeGuard Required NotRequired Unpack".split())
_EXPECTED = {
    **dict.fromkeys("Dict Mapping MutableMapping DefaultDict OrderedDict ChainMap AsyncGenerator ItemsView".split(), 2),
    **dict.fromkeys(("Generator", "Coroutine"), 3),
}
_OF_ONE = frozenset(
    "List Set FrozenSet Type AbstractSet ContextManager AsyncContextManager Deque Counter Pattern Match Awaitable "
    "AsyncIterable AsyncIterator Iterable Iterator Reversible Container Collection MutableSet Sequence "
    "MutableSequence KeysView ValuesView MappingView".split()
)
_STANDING_FOR_CLASSES = frozenset(("List", "Dict", "Set", "FrozenSet", "Tuple", "Type"))


def _literals(args):
    flat = []
    for arg in args:
        flat += arg.__args__ if isinstance(arg, _Alias) and arg._name == "Literal" else (arg,)
    return tuple([arg for at, arg in enumerate(flat) if (type(arg), arg) not in _with_types(flat[:at])])


def _annotated(args):
    if len(args) < 2:
        raise TypeError(
            "Annotated[...] should be used with at least two arguments (a type and an annotation)."
        )
    inner, *metadata = _converted(args[0]), *args[1:]
    if isinstance(inner, _Alias) and inner._name == "Annotated":
        inner, metadata = inner.__args__[0], [*inner.__metadata__, *metadata]
    made = _Alias(inner, (inner,), "Annotated")
    made.__metadata__ = tuple(metadata)
    return made


class _AnyType(type):
    def __repr__(self):
        return "typing.Any"

    def __instancecheck__(self, obj):
        raise TypeError("typing.Any cannot be used with isinstance()")


class Any(metaclass=_AnyType):
    def __new__(cls, *args, **keywords):
        if cls is Any:
            raise TypeError("Any cannot be instantiated")
        return object.__new__(cls)


for _name in (
    "Union Optional Literal ClassVar Final Annotated NoReturn Never Self LiteralString Concatenate "
    "TypeAlias TypeGuard Required NotRequired Unpack"
).split():
    setattr(_typing, _name, _Name(_name))
for _name, _origin in (
    ("List", list),
    ("Dict", dict),
    ("Set", set),
    ("FrozenSet", frozenset),
    ("Tuple", tuple),
    ("Type", type),
    ("AbstractSet", _abc.Set),
    ("ContextManager", None),
    ("AsyncContextManager", None),
    ("Deque", None),
    ("DefaultDict", None),
    ("OrderedDict", None),
    ("Counter", None),
    ("ChainMap", None),
    ("Pattern", None),
    ("Match", None),
):
    setattr(_typing, _name, _Name(_name, _origin))
for _name in (
    "Awaitable Coroutine AsyncIterable AsyncIterator AsyncGenerator Iterable Iterator Generator Reversible Hashable "
    "Sized Container Collection Callable MutableSet Mapping MutableMapping Sequence MutableSequence KeysView "
    "ItemsView ValuesView MappingView ByteString"
).split():
    setattr(_typing, _name, _Name(_name, getattr(_abc, _name)))
Text = str


class TypeVar:
    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False):
        if covariant and contravariant:
            raise ValueError("Bivariant types are not supported.")
        if constraints and bound is not None:
            raise TypeError("Constraints cannot be combined with bound=...")
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        self.__name__ = name
        self.__constraints__ = constraints
        self.__bound__ = bound
        self.__covariant__ = covariant
        self.__contravariant__ = contravariant

    def __repr__(self):
        return ("+" if self.__covariant__ else "-" if self.__contravariant__ else "~") + self.__name__

    def __typing_subst__(self, arg):
        arg = _converted(arg)
        if _is_unpacked(arg) or isinstance(arg, (list, tuple)):
            raise TypeError(f"{arg} is not valid as type argument")
        return arg

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class TypeVarTuple(TypeVar):
    def __iter__(self):
        yield Unpack[self]

    def __repr__(self):
        return self.__name__


class ParamSpec(TypeVar):
    def __init__(self, name, **keywords):
        super().__init__(name, **keywords)
        self.args = _ParameterPart(self, "args")
        self.kwargs = _ParameterPart(self, "kwargs")

    def __typing_subst__(self, arg):
        return tuple(arg) if isinstance(arg, list) else arg


class _ParameterPart:
    """`P.args`, `P.kwargs`"""

    def __init__(self, origin, name):
        self.__origin__ = origin
        self._name = name

    def __repr__(self):
        return f"{self.__origin__.__name__}.{self._name}"

    def __eq__(self, other):
        same = isinstance(other, _ParameterPart) and self._name == other._name
        return same and self.__origin__ == other.__origin__


AnyStr = TypeVar("AnyStr", bytes, str)


class ForwardRef:
    def __init__(self, arg, *, module=None):
        self.__forward_module__ = module
        try:
            compile(arg, "<string>", "eval")
        except SyntaxError:
            raise SyntaxError(f"Forward reference must be an expression -- got {arg!r}") from None
        self.__forward_arg__ = arg

    def __eq__(self, other):
        return isinstance(other, ForwardRef) and self.__forward_arg__ == other.__forward_arg__

    def __hash__(self):
        return hash(self.__forward_arg__)

    def __repr__(self):
        module = "" if self.__forward_module__ is None else f", module={self.__forward_module__!r}"
        return f"ForwardRef({self.__forward_arg__!r}{module})"


class Generic:
    __slots__ = ()
    __parameters__ = ()
    __class_getitem__ = classmethod(_of_class)

    def __init_subclass__(cls, **keywords):
        super().__init_subclass__(**keywords)
        _set_parameters(cls)


class _ProtocolType(_ABCMeta):
    def __instancecheck__(cls, instance):
        if not cls.__dict__.get("_is_protocol", False):
            return super().__instancecheck__(instance)
        if not cls.__dict__.get("_is_runtime_protocol", False):
            raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
        return all(hasattr(instance, name) for name in _protocol_members(cls))

    def __subclasscheck__(cls, subclass):
        if not cls.__dict__.get("_is_protocol", False) or cls in subclass.__mro__:
            return super().__subclasscheck__(subclass)
        if not cls.__dict__.get("_is_runtime_protocol", False):
            raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
        names = _protocol_members(cls)
        if not all(callable(getattr(cls, name, None)) for name in names):
            raise TypeError("Protocols with non-method members don't support issubclass()")
        return all(hasattr(subclass, name) for name in names)


def _protocol_members(cls):
    names = []
    for base in cls.__mro__:
        if base.__dict__.get("_is_protocol", False) and base is not Protocol:
            names += [name for name in base.__dict__ if not name.startswith("_abc_") and name not in _not_members]
            names += list(base.__dict__.get("__annotations__", {}))
    return names


_not_members = frozenset(
    "__module__ __qualname__ __doc__ __dict__ __weakref__ __annotations__ __abstractmethods__ __slots__ __hash__ "
    "__init__ __init_subclass__ __class_getitem__ __parameters__ _is_protocol _is_runtime_protocol".split()
)


class Protocol(Generic, metaclass=_ProtocolType):
    _is_protocol = True

    def __init_subclass__(cls, **keywords):
        super().__init_subclass__(**keywords)
        if "_is_protocol" not in cls.__dict__:
            cls._is_protocol = Protocol in cls.__bases__
        if cls._is_protocol and "__init__" not in cls.__dict__:
            cls.__init__ = _no_protocol_init


def _no_protocol_init(self, *args, **keywords):
    cls = type(self)
    if cls._is_protocol:
        raise TypeError("Protocols cannot be instantiated")
    for base in cls.__mro__:
        init = base.__dict__.get("__init__", _no_protocol_init)
        if init is not _no_protocol_init:
            return init(self, *args, **keywords)


def runtime_checkable(cls):
    if not getattr(cls, "_is_protocol", False):
        raise TypeError(f"@runtime_checkable can be only applied to protocol classes, got {cls!r}")
    cls._is_runtime_protocol = True
    return cls


for _name, _method in (
    ("SupportsInt", "__int__"),
    ("SupportsFloat", "__float__"),
    ("SupportsIndex", "__index__"),
    ("SupportsAbs", "__abs__"),
    ("SupportsRound", "__round__"),
    ("SupportsBytes", "__bytes__"),
    ("SupportsComplex", "__complex__"),
):
    setattr(_typing, _name, runtime_checkable(_ProtocolType(_name, (Protocol,), {_method: None, "_is_protocol": True, "__module__": "typing"})))


class _NamedTupleType(type):
    def __new__(mcls, name, bases, namespace):
        if not bases:
            return super().__new__(mcls, name, bases, namespace)
        return _named_tuple(name, namespace.get("__annotations__", {}), namespace)


def _named_tuple(name, annotations, namespace):
    from collections import namedtuple

    defaults = []
    for field in annotations:
        if field in namespace:
            defaults.append(namespace[field])
        elif defaults:
            raise TypeError(
                f"Non-default namedtuple field {field} cannot follow default field "
                f"{list(annotations)[list(annotations).index(field) - 1]}"
            )
    cls = namedtuple(name, list(annotations), defaults=defaults, module=namespace.get("__module__"))
    cls.__annotations__ = dict(annotations)
    for key, value in namespace.items():
        if key in ("__new__", "__init__", "__slots__", "__getnewargs__", "_fields", "_make", "_replace", "_asdict"):
            raise AttributeError(f"Cannot overwrite NamedTuple attribute {key}")
        if key not in annotations and key not in ("__module__", "__qualname__", "__annotations__"):
            if key != "__doc__" or value is not None:
                setattr(cls, key, value)
    return cls


class NamedTuple(metaclass=_NamedTupleType):
    def __new__(cls, typename, fields=None, /, **keywords):
        return _named_tuple(typename, dict(keywords.items() if fields is None else fields), {})


class _TypedDictType(type):
    def __new__(mcls, name, bases, namespace, total=True):
        if not bases:
            return super().__new__(mcls, name, bases, namespace)
        for base in bases:
            if base is not TypedDict and not isinstance(base, (_TypedDictType, _Alias)) and base is not Generic:
                raise TypeError("cannot inherit from both a TypedDict type and a non-TypedDict base class")
        module = namespace.get("__module__")
        own = {
            key: ForwardRef(hint, module=module) if isinstance(hint, str) else _converted(hint)
            for key, hint in namespace.get("__annotations__", {}).items()
        }
        annotations, required, optional = {}, set(), set()
        for base in bases:
            annotations.update(base.__dict__.get("__annotations__", {}))
            required |= base.__dict__.get("__required_keys__", frozenset())
            optional |= base.__dict__.get("__optional_keys__", frozenset())
        for key, hint in own.items():
            inner = hint.__origin__ if isinstance(hint, _Alias) and hint._name == "Annotated" else hint
            kind = inner._name if isinstance(inner, _Alias) else ""
            is_required = total and kind != "NotRequired" or kind == "Required"
            (required if is_required else optional).add(key)
        namespace["__annotations__"] = {**annotations, **own}
        namespace["__total__"] = total
        namespace["__required_keys__"] = frozenset(required)
        namespace["__optional_keys__"] = frozenset(optional)
        return super().__new__(mcls, name, (dict,), namespace)

    def __call__(cls, *args, total=True, **keywords):
        if cls is TypedDict:
            fields = dict(args[1] if len(args) > 1 else ())
            return _TypedDictType(args[0], (TypedDict,), {"__annotations__": fields}, total=total)
        return dict(*args, **keywords)

    def __instancecheck__(cls, instance):
        raise TypeError("TypedDict does not support instance and class checks")


class TypedDict(metaclass=_TypedDictType):
    pass


class NewType:
    def __init__(self, name, tp):
        import sys

        self.__qualname__ = name
        self.__name__ = name.rpartition(".")[2]
        self.__supertype__ = tp
        self.__module__ = sys._getframe().f_globals.get("__name__", "__main__")

    def __call__(self, value):
        return value

    def __repr__(self):
        return f"{self.__module__}.{self.__qualname__}"

    def __mro_entries__(self, bases):
        raise TypeError(
            f"Cannot subclass an instance of NewType. Perhaps you were looking for: "
            f"`{bases[-1].__name__} = NewType({bases[-1].__name__!r}, {self.__name__})`"
        )

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


def cast(typ, val):
    return val


def overload(func):
    return _overload_dummy


def _overload_dummy(*args, **keywords):
    raise NotImplementedError(
        "You should not call an overloaded function. A series of @overload-decorated functions outside a stub "
        "module should always be followed by an implementation that is not @overload-ed."
    )


def final(f):
    return f


def no_type_check(arg):
    return arg


def override(method):
    return method


def dataclass_transform(**keywords):
    return lambda decorated: decorated


def assert_type(val, typ, /):
    return val


def reveal_type(obj, /):
    import sys

    print(f"Runtime type is {type(obj).__name__!r}", file=sys.stderr)
    return obj


def assert_never(arg, /):
    raise AssertionError(f"Expected code to be unreachable, but got: {arg!r}")


def get_origin(tp):
    if isinstance(tp, _UnionType):
        return _UnionType
    if isinstance(tp, _Alias) and tp._name == "Annotated":
        return Annotated
    return getattr(tp, "__origin__", None)


def get_args(tp):
    args = getattr(tp, "__args__", ())
    if isinstance(tp, _Alias) and tp._name == "Annotated":
        return (*args, *tp.__metadata__)
    if isinstance(tp, _Alias) and tp._name == "Callable" and not _is_whole(args):
        return (list(args[:-1]), args[-1])
    return args


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    import sys

    if not isinstance(obj, type):
        hints = getattr(obj, "__annotations__", None)
        if hints is None:
            if not callable(obj) and type(obj) is not type(sys):
                raise TypeError(f"{obj!r} is not a module, class, method, or function.")
            hints = {}
    else:
        hints = {}
        for base in reversed(obj.__mro__):
            hints.update(base.__dict__.get("__annotations__", {}))
    names = globalns
    if names is None:
        names = getattr(obj, "__globals__", None)
    if names is None:
        names = vars(sys.modules.get(getattr(obj, "__module__", None), sys.modules["__main__"]))
    if localns is None and isinstance(obj, type):
        localns = dict(vars(obj))
    hints = {name: _evaluated(hint, names, localns) for name, hint in hints.items()}
    return hints if include_extras else {name: _without_extras(hint) for name, hint in hints.items()}


def _evaluated(hint, names, local):
    """A hint with what it names as text."""
    if hint is None:
        return NoneType
    if isinstance(hint, ForwardRef):
        hint = hint.__forward_arg__
    if isinstance(hint, str):
        return _evaluated(_converted(eval(hint, dict(names), local)), names, local)
    # `list["int"]` keeps the text as it is.
    texts = (ForwardRef, str) if isinstance(hint, _GenericAlias) else ForwardRef
    return _with_arguments(
        hint, lambda arg: _evaluated(arg, names, local) if isinstance(arg, texts) or _has_arguments(arg) else arg
    )


def _without_extras(hint):
    """A hint without `Annotated`, `Required` and `NotRequired`."""
    if isinstance(hint, _Alias) and hint._name in ("Annotated", "Required", "NotRequired"):
        return _without_extras(hint.__args__[0])
    return _with_arguments(hint, _without_extras)


def _has_arguments(hint):
    return isinstance(hint, (_Alias, _GenericAlias, _UnionType))


def _with_arguments(hint, change):
    if not _has_arguments(hint) or isinstance(hint, _Alias) and hint._name == "Literal":
        return hint
    args = tuple([change(arg) for arg in hint.__args__])
    if args == hint.__args__:
        return hint
    if isinstance(hint, _GenericAlias):
        return _GenericAlias(hint.__origin__, args)
    if isinstance(hint, _UnionType):
        union, *others = args
        for other in others:
            union = union | other
        return union
    made = type(hint)(hint.__origin__, args, hint._name)
    if hint._name == "Annotated":
        made.__metadata__ = hint.__metadata__
    return made


def is_typeddict(tp):
    return isinstance(tp, _TypedDictType)


class IO(Generic[AnyStr]):
    pass


class TextIO(IO[str]):
    pass


class BinaryIO(IO[bytes]):
    pass
