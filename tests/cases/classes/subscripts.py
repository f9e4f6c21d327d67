"""What of the library can be subscripted, as annotations do."""

import collections
import contextlib
import contextvars
import dataclasses
import functools
import os
import traceback
import types
from collections.abc import Awaitable, Callable, Hashable, Mapping

for alias in (
    lambda: Awaitable[int],
    lambda: Callable[[str], None],
    lambda: Callable[..., Awaitable[int]],
    lambda: Callable[int],
    lambda: Mapping[str, int],
    lambda: Hashable[int],
    lambda: collections.ChainMap[str, int],
    lambda: contextlib.AbstractContextManager[int],
    lambda: contextlib.nullcontext[int],
    lambda: contextlib.AsyncExitStack[int],
    lambda: contextvars.ContextVar[str],
    lambda: contextvars.Token[str],
    lambda: dataclasses.Field[int],
    lambda: functools.cached_property[int],
    lambda: functools.partial[int],
    lambda: functools.partialmethod[int],
    lambda: os.PathLike[str],
    lambda: types.AsyncGeneratorType[int, None],
    lambda: int[str],
):
    try:
        print(alias())
    except TypeError as error:
        print(error)


class Meta(type):
    pass


class Own(metaclass=Meta):
    def __class_getitem__(cls, item):
        return cls.__name__, item


class MetaWithItems(type):
    def __getitem__(cls, item):
        return "of the metaclass", item


class Both(metaclass=MetaWithItems):
    def __class_getitem__(cls, item):
        return "of the class", item


print(Own[1], Both[2])
print(traceback.format_exception_only(ExceptionGroup("g", [ValueError(1)])))
