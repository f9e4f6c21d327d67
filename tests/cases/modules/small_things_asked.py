# Small answers of library functions.
import functools
import re
import sys
import textwrap
import types
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Union

print(re.match(".*", "x" * 60), re.match("a+", "aaa"))
print(re.sub(r"\d", lambda match: None, "a1b2"), re.subn("b", lambda match: "" if match[0] else None, "abcb"))
text = "It is. She was! \"Was he?\" No. e.g. this one. A B. C"
print(textwrap.fill(text, 30, fix_sentence_endings=True))
print(textwrap.wrap("one-two-three-four-five", 10), textwrap.wrap("x" * 12 + "-" + "y" * 12, 16))
print(textwrap.wrap("--------------------------", 10), textwrap.wrap("a-very-long-hyphenated-word-indeed", 5))


@functools.singledispatch
def show(value):
    return "object"


@show.register
def _(value: int | str):
    return "int or str"


@show.register
def _(value: Union[list, tuple]):
    return "list or tuple"


@show.register(float | complex)
def _(value):
    return "float or complex"


print(show(1), show("a"), show([]), show(()), show(1.5), show(2j), show(None), list(show.registry))


class Closed:
    __slots__ = ()

    @functools.cached_property
    def value(self):
        return 1


try:
    Closed().value
except TypeError as error:
    print(error)

for given in ([1], (1,), 5, {1}, None):
    try:
        types.MappingProxyType(given)
    except TypeError as error:
        print(error)
print(types.MappingProxyType({"a": 1}))


class Color(Enum):
    RED = 1
    BLUE = 2


def set_value():
    Color.RED.value = 3


def set_name():
    Color.RED.name = "GREEN"


def delete():
    del Color.RED


def set_year():
    datetime(2024, 1, 1).year = 1


def set_month():
    date(2024, 1, 1).month = 1


for action in (set_value, set_name, delete, set_year, set_month, lambda: timedelta(foo=1)):
    try:
        action()
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, error)
print(list(Color), sys.get_asyncgen_hooks())


def add(a, b):
    "Adds."
    return a + b


adds = functools.update_wrapper(functools.partial(add, 1), add)
print(adds.__name__, adds.__qualname__, adds.__doc__, adds.__module__, adds(2), adds.__wrapped__ is add)
print(functools.partial(add).__doc__ == functools.partial.__doc__)
try:
    exec("f = lambda a: 0\nf(*5)", {})
except TypeError as error:
    print(error)
