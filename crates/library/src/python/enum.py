"""Enumerations."""

# Lacks: global_enum global_enum_repr global_flag_repr global_str pickle_by_enum_name pickle_by_global_name

from builtins import property
from _library import attach as _attach
from types import MappingProxyType as _MappingProxyType


class auto:
    """A value that the class chooses. Operators on it wait until it is known."""

    def __init__(self, value=None, combine=None):
        self._known = value
        self._combine = combine

    def __or__(self, other):
        return auto(combine=lambda known: known(self) | known(other))

    def __ror__(self, other):
        return auto(combine=lambda known: known(other) | known(self))

    def __and__(self, other):
        return auto(combine=lambda known: known(self) & known(other))

    def __xor__(self, other):
        return auto(combine=lambda known: known(self) ^ known(other))

    def __add__(self, other):
        return auto(combine=lambda known: known(self) + known(other))


class _NonMember:
    def __init__(self, value):
        self.value = value


class member(_NonMember):
    pass


class nonmember(_NonMember):
    pass


def _is_special(name):
    return name.startswith("_") and name.endswith("_") or name.startswith("__")


def _is_descriptor(value):
    kind = type(value)
    return hasattr(kind, "__get__") or hasattr(kind, "__set__") or kind.__name__ in _descriptors


_descriptors = ("function", "builtin_function_or_method", "property", "staticmethod", "classmethod", "method")


class EnumType(type):
    def __new__(mcls, name, bases, namespace, *, boundary=None, **keywords):
        members = {}
        plain = {}
        ignored = namespace.get("_ignore_", ())
        ignored = ignored.replace(",", " ").split() if isinstance(ignored, str) else ignored
        for key, value in namespace.items():
            if isinstance(value, nonmember):
                plain[key] = value.value
            elif isinstance(value, member):
                members[key] = value.value
            elif key in ignored or _is_special(key) or _is_descriptor(value):
                plain[key] = value
            else:
                members[key] = value
        for base in bases:
            if isinstance(base, EnumType) and base._member_names_:
                raise TypeError(f"<enum {name!r}> cannot extend {base!r}")
        new = plain.get("__new__")
        plain["_member_map_"] = {}
        plain["_member_names_"] = []
        plain["_value2member_map_"] = {}
        plain["_unhashable_values_"] = []
        cls = super().__new__(mcls, name, bases, plain, **keywords)
        data_type = _data_type(cls)
        cls._member_type_ = data_type
        if members and new is None:
            for base in cls.__mro__[1:]:
                if "__new__" in base.__dict__ and base is not object and not issubclass(data_type, base):
                    new = base.__dict__["__new__"]
                    break
                if "_use_args_" in base.__dict__:
                    break
        if isinstance(new, staticmethod):
            new = new.__func__
        if data_type is not object:
            _prefer_enum_methods(cls, plain, bases)
        if members and new is not None and "__new__" in plain:
            cls.__new__ = Enum.__new__
        _add_members(cls, members, new, data_type)
        return cls

    def __init__(cls, *args, **keywords):
        pass

    def __call__(cls, value, names=None, *, module=None, qualname=None, type=None, start=1, boundary=None):
        if names is None:
            return _find(cls, value)
        return _from_names(cls, value, names, type, start, module)

    def __iter__(cls):
        if issubclass(cls, Flag):
            return iter([each for each in _members(cls) if _is_single_bit(each._value_)])
        return iter(_members(cls))

    def __reversed__(cls):
        return reversed(list(cls))

    def __len__(cls):
        return len(list(cls))

    def __bool__(cls):
        return True

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __contains__(cls, value):
        if not isinstance(value, Enum):
            raise TypeError(
                f"unsupported operand type(s) for 'in': '{type(value).__qualname__}' and '{type(cls).__qualname__}'"
            )
        return isinstance(value, cls) and value._name_ in cls._member_map_ or isinstance(value, cls)

    def __repr__(cls):
        return f"<flag {cls.__name__!r}>" if issubclass(cls, Flag) else f"<enum {cls.__name__!r}>"

    @property
    def __members__(cls):
        return _MappingProxyType(cls._member_map_)

    def __dir__(cls):
        return ["__class__", "__doc__", "__members__", "__module__", *cls._member_names_]

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get("_member_map_", ()):
            raise AttributeError(f"cannot reassign member {name!r}")
        super().__setattr__(name, value)

    def __delattr__(cls, name):
        if name in cls.__dict__.get("_member_map_", ()):
            raise AttributeError(f"{cls.__name__!r} cannot delete member {name!r}.")
        super().__delattr__(name)

    def __getattr__(cls, name):
        if name.startswith("__"):
            raise AttributeError(f"type object {cls.__name__!r} has no attribute {name!r}")
        try:
            return cls.__dict__["_member_map_"][name]
        except KeyError:
            raise AttributeError(name) from None


EnumMeta = EnumType

_NOT_SORTABLE = (
    "In 3.13 the default `auto()`/`_generate_next_value_` will require all values to be sortable and support adding +1\n"
    "and the value returned will be the largest value in the enum incremented by 1"
)


def _prefer_enum_methods(cls, namespace, bases):
    """The data type comes first in the order of lookup, but an enumeration shows itself as one."""
    names = ("__repr__",) if ReprEnum in bases else ("__repr__", "__str__", "__format__")
    for name in names:
        if name not in namespace:
            for base in cls.__mro__[1:]:
                if isinstance(base, EnumType) and name in base.__dict__:
                    _attach(cls, name, base.__dict__[name])
                    break


def _members(cls):
    return [cls._member_map_[name] for name in cls._member_names_]


def _is_single_bit(value):
    return isinstance(value, int) and value > 0 and value & (value - 1) == 0


def _data_type(cls):
    for base in cls.__mro__[1:]:
        if base in (int, float, str, bytes, tuple):
            return base
    return object


def _add_members(cls, members, new, data_type):
    known = {}
    last_values = []

    def resolve(value):
        if not isinstance(value, auto):
            return value
        if value._combine is not None:
            return value._combine(resolve)
        if value._known is None:
            value._known = cls._generate_next_value_(key, 1, len(known), list(last_values))
        return value._known

    for key, value in members.items():
        if isinstance(value, tuple):
            value = tuple([resolve(item) for item in value])
        else:
            value = resolve(value)
        known[key] = value
        args = value if isinstance(value, tuple) else (value,)
        if data_type is tuple:
            args = (args,)
        if new is not None:
            made = new(cls, *args)
        elif data_type is object:
            made = object.__new__(cls)
        else:
            made = data_type.__new__(cls, *args)
        if not hasattr(made, "_value_"):
            made._value_ = value if data_type is object or new is not None else data_type(*args)
        value = made._value_
        made._name_ = key
        made.__objclass__ = cls
        made._sort_order_ = len(cls._member_names_)
        if cls.__init__ is not Enum.__init__:
            made.__init__(*args)
        last_values.append(known[key])
        alias = _same_value(cls, value)
        if alias is not None:
            made = alias
        elif not (issubclass(cls, Flag) and not _is_single_bit(value)):
            cls._member_names_.append(key)
        _attach(cls, key, made)
        cls._member_map_[key] = made
        try:
            cls._value2member_map_.setdefault(value, made)
        except TypeError:
            cls._unhashable_values_.append(value)


def _same_value(cls, value):
    for each in cls._member_map_.values():
        if each._value_ == value:
            return each
    return None


def _find(cls, value):
    if type(value) is cls:
        return value
    try:
        return cls._value2member_map_[value]
    except KeyError:
        pass
    except TypeError:
        found = _same_value(cls, value)
        if found is not None:
            return found
    if not cls._member_map_:
        raise TypeError(f"{cls!r} has no members defined") if cls is not Enum else TypeError("no members")
    try:
        result = cls._missing_(value)
    except Exception as error:
        problem = ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        if not isinstance(error, ValueError):
            error.__context__ = problem
        raise
    if isinstance(result, cls):
        return result
    problem = ValueError(f"{value!r} is not a valid {cls.__qualname__}")
    if result is None:
        raise problem
    raise TypeError(
        f"error in {cls.__name__}._missing_: returned {result!r} instead of None or a valid member"
    ) from problem


def _from_names(cls, class_name, names, mixin, start, module):
    if isinstance(names, str):
        names = names.replace(",", " ").split()
    namespace = {"__module__": module or "__main__"}
    values = []
    for index, item in enumerate(list(names.items()) if isinstance(names, dict) else names):
        if isinstance(item, str):
            value = cls._generate_next_value_(item, start, index, list(values))
            namespace[item] = value
        else:
            namespace[item[0]] = value = item[1]
        values.append(value)
    bases = (cls,) if mixin is None else (mixin, cls)
    return type(cls)(class_name, bases, namespace)


class Enum(metaclass=EnumType):
    def __init__(self, *args, **keywords):
        pass

    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start
        last = last_values[-1]
        try:
            last_values.sort()
            if last == last_values[-1]:
                return last + 1
        except TypeError:
            pass
        from warnings import warn

        warn(_NOT_SORTABLE, DeprecationWarning)
        for each in reversed(last_values):
            try:
                return each + 1
            except TypeError:
                pass
        return start

    @classmethod
    def _missing_(cls, value):
        return None

    @property
    def name(self):
        return self._name_

    @name.setter
    def name(self, name):
        raise AttributeError("<enum 'Enum'> cannot set attribute 'name'")

    @property
    def value(self):
        return self._value_

    @value.setter
    def value(self, value):
        raise AttributeError("<enum 'Enum'> cannot set attribute 'value'")

    def __repr__(self):
        return f"<{type(self).__name__}.{self._name_}: {self._value_!r}>"

    def __str__(self):
        return f"{type(self).__name__}.{self._name_}"

    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)

    def __dir__(self):
        return ["__class__", "__doc__", "__eq__", "__hash__", "__module__", "name", "value"]

    def __hash__(self):
        return hash(self._name_)

    def __reduce_ex__(self, protocol):
        return type(self), (self._value_,)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


class ReprEnum(Enum):
    pass


class IntEnum(int, ReprEnum):
    def __str__(self):
        return int.__repr__(self._value_)

    def __format__(self, format_spec):
        return int.__format__(self._value_, format_spec)

    def __hash__(self):
        return hash(self._value_)


class StrEnum(str, ReprEnum):
    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError(f"too many arguments for str(): {values!r}")
        if not isinstance(values[0], str):
            raise TypeError(f"{values[0]!r} is not a string")
        made = str.__new__(cls, *values)
        made._value_ = str(*values)
        return made

    def _generate_next_value_(name, start, count, last_values):
        return name.lower()

    def __str__(self):
        return str.__str__(self._value_)

    def __format__(self, format_spec):
        return str.__format__(self._value_, format_spec)

    def __hash__(self):
        return hash(self._value_)


class Flag(Enum):
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return 1 if start is None else start
        return 1 << max(last_values).bit_length()

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        named = _named_bits(cls)
        every = (1 << named.bit_length()) - 1
        keeps = issubclass(cls, IntFlag)
        if not ~every <= value <= every or value & (every ^ named):
            if not keeps:
                bits = max(value.bit_length(), named.bit_length())
                raise ValueError(
                    f"{cls!r} invalid value {value!r}\n    given {_binary(value, bits)}\n  allowed {_binary(named, bits)}"
                )
            if value < 0:
                value += max(every + 1, 1 << value.bit_length())
        if value < 0:
            value += every + 1
        if value in cls._value2member_map_:
            return cls._value2member_map_[value]
        unknown = value & ~named
        data_type = cls._member_type_
        made = object.__new__(cls) if data_type is object else data_type.__new__(cls, value)
        made._value_ = value
        names = [each._name_ for each in _members(cls) if each._value_ & value]
        if unknown and names:
            names.append(str(unknown))
        made._name_ = "|".join(names) or None
        cls._value2member_map_[value] = made
        return made

    def __repr__(self):
        name = f"{type(self).__name__}.{self._name_}" if self._name_ else type(self).__name__
        return f"<{name}: {self._value_!r}>"

    def __str__(self):
        if self._name_ is None:
            return f"{type(self).__name__}({self._value_!r})"
        return f"{type(self).__name__}.{self._name_}"

    def __iter__(self):
        for each in _members(type(self)):
            if each._value_ & self._value_:
                yield each

    def __len__(self):
        return bin(self._value_).count("1")

    def __bool__(self):
        return bool(self._value_)

    def __contains__(self, other):
        if not isinstance(other, type(self)):
            raise TypeError(
                f"unsupported operand type(s) for 'in': {type(other).__qualname__!r} and {type(self).__qualname__!r}"
            )
        return other._value_ & self._value_ == other._value_

    def _operand(self, other):
        if isinstance(other, type(self)):
            return other._value_
        if self._member_type_ is not object and isinstance(other, self._member_type_):
            return other
        return None

    def __or__(self, other):
        other = self._operand(other)
        return NotImplemented if other is None else type(self)(self._value_ | other)

    def __and__(self, other):
        other = self._operand(other)
        return NotImplemented if other is None else type(self)(self._value_ & other)

    def __xor__(self, other):
        other = self._operand(other)
        return NotImplemented if other is None else type(self)(self._value_ ^ other)

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__

    def __invert__(self):
        cls = type(self)
        return cls(~self._value_ if issubclass(cls, IntFlag) else _named_bits(cls, single=True) & ~self._value_)


def _named_bits(cls, single=False):
    """The bits of all members, or of those that have a single one."""
    bits = 0
    for each in cls._member_map_.values():
        if not single or each._value_.bit_count() == 1:
            bits |= each._value_
    return bits


def _binary(value, bits):
    """`0b0 0110`: the sign, then so many digits."""
    return f"0b{int(value < 0)} {value & (1 << bits) - 1:0{bits}b}"


class IntFlag(int, ReprEnum, Flag):
    __repr__ = Flag.__repr__
    __or__ = __ror__ = Flag.__or__
    __and__ = __rand__ = Flag.__and__
    __xor__ = __rxor__ = Flag.__xor__
    __invert__ = Flag.__invert__

    def __str__(self):
        return int.__repr__(self._value_)

    def __format__(self, format_spec):
        return int.__format__(self._value_, format_spec)

    def __hash__(self):
        return hash(self._value_)


class FlagBoundary(StrEnum):
    STRICT = auto()
    CONFORM = auto()
    EJECT = auto()
    KEEP = auto()


STRICT, CONFORM, EJECT, KEEP = FlagBoundary


def unique(enumeration):
    duplicates = [
        (alias, each._name_) for alias, each in enumeration._member_map_.items() if alias != each._name_
    ]
    if duplicates:
        details = ", ".join(f"{alias} -> {name}" for alias, name in duplicates)
        raise ValueError(f"duplicate values found in {enumeration!r}: {details}")
    return enumeration


class EnumCheck(StrEnum):
    CONTINUOUS = "no skipped integer values"
    NAMED_FLAGS = "multi-flag aliases may not contain unnamed flags"
    UNIQUE = "one name per value"


CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck


def verify(*checks):
    def check(enumeration):
        for each in checks:
            if each is UNIQUE:
                unique(enumeration)
            elif each is CONTINUOUS:
                values = sorted(member._value_ for member in enumeration)
                missing = [value for value in range(values[0], values[-1]) if value not in values]
                if missing:
                    kind = "enum"
                    raise ValueError(
                        f"invalid {kind} {enumeration.__name__!r}: missing values {', '.join(map(str, missing))}"
                    )
        return enumeration

    return check
