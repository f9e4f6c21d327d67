"""Calls, as they were made or as one expects them."""

import pprint


class _Any:
    """Equals everything."""

    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __repr__(self):
        return "<ANY>"


ANY = _Any()


def arguments_text(args, kwargs):
    return ", ".join([*map(repr, args), *(f"{name}={value!r}" for name, value in kwargs.items())])


class _Call(tuple):
    """A name, positional and keyword arguments, and the call whose result or attribute was called."""

    def __new__(cls, value=(), name="", parent=None, made=True):
        made_of = _parts(value)
        self = tuple.__new__(cls, made_of if made_of[0] or not made else made_of[1:])
        self._name = name or made_of[0]
        self._parent = parent
        self._written = made is False
        return self

    def __init__(self, value=(), name="", parent=None, made=True):
        pass

    @property
    def args(self):
        return self[-2]

    @property
    def kwargs(self):
        return self[-1]

    def __eq__(self, other):
        if not isinstance(other, tuple):
            return NotImplemented
        try:
            name, *given = _parts(other)
        except ValueError:
            return False
        if isinstance(other, _Call) and None not in (self._parent, other._parent) and self._parent != other._parent:
            return False
        own_name = self[0] if len(self) == 3 else ""
        if own_name and name != own_name:
            return False
        # Of two that are alike but for `ANY`, the one that has it is to be asked.
        return (given[0], given[1]) == (self[-2], self[-1])

    def __ne__(self, other):
        equal = self.__eq__(other)
        return equal if equal is NotImplemented else not equal

    __hash__ = None

    def __call__(self, /, *args, **kwargs):
        if not self._written or self._name == "":
            return _Call(("", args, kwargs), "()", None, made=False)
        return _Call((self._name, args, kwargs), f"{self._name}()", self, made=False)

    def __getattr__(self, name):
        if name.startswith("__") or name in ("_name", "_parent", "_written"):
            raise AttributeError(name)
        full = name if not self._written or self._name == "" else f"{self._name}.{name}"
        return _Call(("", (), {}), full, self, made=False)

    def call_list(self):
        calls = []
        each = self
        while each is not None:
            if each._name.endswith("()"):
                calls.append(each)
            each = each._parent
        return CallList(reversed(calls))

    def __repr__(self):
        if self._written and not self._name.endswith("()"):
            name = self._name or "call"
            return f"call{name}" if name.startswith("()") else name
        name = self[0] if len(self) == 3 else ""
        shown = "call" if not name else f"call{name}" if name.startswith("()") else f"call.{name}"
        return f"{shown}({arguments_text(self[-2], self[-1])})"


def _parts(value):
    """Name, positional and keyword arguments of what is written as a call."""
    name, args, kwargs = "", (), {}
    if len(value) > 3:
        raise ValueError("a call has a name, arguments and keyword arguments")
    for part in value:
        if isinstance(part, str):
            name = part
        elif isinstance(part, tuple):
            args = part
        elif isinstance(part, dict):
            kwargs = part
        else:
            raise ValueError("not a part of a call")
    return name, args, kwargs


call = _Call(("", (), {}), made=False)


class CallList(list):
    """Calls in their order; `in` looks for one, or for some that follow each other."""

    def __contains__(self, value):
        if not isinstance(value, list):
            return list.__contains__(self, value)
        return any(list(self[at:at + len(value)]) == value for at in range(len(self) - len(value) + 1))

    def __repr__(self):
        return pprint.pformat(list(self))


CallList.__name__ = CallList.__qualname__ = "_CallList"
