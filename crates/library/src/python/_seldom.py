"""What the interpreter's own Python needs seldom."""

from _library import lookup as _lookup


def bound(found, instance):
    """What a class has as special method, which is no function, for an instance."""
    get = _lookup(type(found), "__get__")
    return found if get is None else get(found, instance, type(instance))


def set_name_failed(value, cls, name, error):
    place = f"{type(value).__name__!r} instance {name!r} in {cls.__name__!r}"
    raise RuntimeError(f"Error calling __set_name__ on {place}") from error


def no_container(cls):
    raise TypeError(f"{cls.__name__!r} object is not a container")


def hidden(name):
    raise AttributeError(f"'mappingproxy' object has no attribute {name!r}")


def warn_of_trunc():
    from warnings import warn

    warn("The delegation of int() to __trunc__ is deprecated.", DeprecationWarning)
