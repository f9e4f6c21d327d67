"""contextvars: what of it needs Python."""

from _asyncio import adopt


def _generic(cls, item):
    from types import GenericAlias

    return GenericAlias(cls, item)


adopt(ContextVar, "__class_getitem__", classmethod(_generic))
adopt(Token, "__class_getitem__", classmethod(_generic))


def _is_equal(self, other):
    return dict(self.items()) == dict(other.items()) if isinstance(other, Context) else NotImplemented


adopt(Context, "__eq__", _is_equal)
adopt(Context, "__hash__", None)
