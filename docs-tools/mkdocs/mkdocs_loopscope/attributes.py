"""The attributes of ``<loop-scope>``, as far as they can be wrong.

What they are is in ``attributes.json``. One that is not known there is handed on: a newer Loopscope may know it.
"""

import difflib
import json
import re
from importlib.resources import files
from urllib.parse import quote

TABLE = json.loads(files(__package__).joinpath("attributes.json").read_text(encoding="utf-8"))
#: Each with its choices, or with what it is in words.
KNOWN = TABLE["attributes"]
LINES = r"0*[1-9][0-9]*( *- *([0-9]+)?)?"
#: What a value looks like that is none of a few.
PATTERNS = {
    "seed": "[0-9]+",
    "at": r"[0-9]+(\.[0-9]+(\..*)?)?",
    "lines": f" *{LINES}( *, *{LINES})* *",
    "lesson": r"[\w-]+",
    "height": "auto|0*[1-9][0-9]*",
}
PATTERNS["hide-lines"] = PATTERNS["lines"]
NAME = re.compile(r"[a-z][a-z0-9-]*")


def check(name, value):
    """The value of an attribute, or a ``ValueError`` that says what is wrong with it."""
    value = value.strip()
    if name == "for":
        raise ValueError("for is no attribute of a single example")
    if name not in KNOWN:
        check_unknown(name)
    elif isinstance(KNOWN[name], list):
        if value not in KNOWN[name]:
            *others, last = KNOWN[name]
            raise ValueError(f"{name} is {', '.join(others)} or {last}, not {value!r}")
    elif not re.fullmatch(PATTERNS.get(name, ".*"), value, re.S) or (name == "seed" and int(value) >= 2**32):
        raise ValueError(f"{name} is {KNOWN[name]}, not {value!r}")
    return value


def check_unknown(name):
    """Lets a name pass that is no slip of the pen."""
    if not NAME.fullmatch(name):
        raise ValueError(f"{name!r} can't be the name of an attribute")
    for meant in difflib.get_close_matches(name, KNOWN, n=1, cutoff=0.75):
        raise ValueError(f"there is no {name}: is {meant} meant?")


def fields(attributes):
    """What stands before the program in a link: those attributes that a page of Loopscope heeds, as they are written there."""
    given = [(name, attributes[name]) for name in TABLE["in_links"] if attributes.get(name)]
    return "".join(f"{name}={quote(value, safe='%+')}&" for name, value in given)
