"""contextvars: what of it needs Python."""

from _asyncio import adopt


def _generic(cls, item):
    from types import GenericAlias

    return GenericAlias(cls, item)


adopt(ContextVar, "__class_getitem__", classmethod(_generic))
adopt(Token, "__class_getitem__", classmethod(_generic))
