"""contextvars: what of it needs Python."""

from _asyncio import adopt, register_helper


def _generic(cls, item):
    from types import GenericAlias

    return GenericAlias(cls, item)


adopt(ContextVar, "__class_getitem__", classmethod(_generic))
adopt(Token, "__class_getitem__", classmethod(_generic))


def _is_equal(self, other):
    return dict(self.items()) == dict(other.items()) if isinstance(other, Context) else NotImplemented


adopt(Context, "__eq__", _is_equal)
adopt(Context, "__hash__", None)


def _variable_repr(self):
    default = f" default={self._default[0]!r}" if self._default else ""
    return f"<ContextVar name={self.name!r}{default} at {id(self):#x}>"


def _token_repr(self):
    used = " used" if self._used else ""
    return f"<Token{used} var={self.var!r} at {id(self):#x}>"


adopt(ContextVar, "__repr__", _variable_repr)
adopt(Token, "__repr__", _token_repr)


def _refuse(error, message, value):
    raise error(message % (value,))


register_helper("refuse", _refuse)
