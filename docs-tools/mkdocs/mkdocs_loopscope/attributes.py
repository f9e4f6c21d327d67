"""The attributes of ``<loop-scope>``, as far as they can be wrong.

An attribute that is not known here is handed on: a newer Loopscope may know it.
"""

import difflib
import re

CHOICES = {
    "view": ("console", "timeline", "both"),
    "mode": ("edit", "read"),
    "clock": ("real", "x10", "virtual"),
    "theme": ("light", "dark", "auto"),
    "run": ("click", "visible"),
}
KNOWN = (*CHOICES, "lesson", "height", "at", "lines", "hide-lines", "files")
LESSON = re.compile(r"[\w-]+")
NAME = re.compile(r"[a-z][a-z0-9-]*")


def check(name, value):
    """The value of an attribute, or a ``ValueError`` that says what is wrong with it."""
    value = value.strip()
    if name in CHOICES and value not in CHOICES[name]:
        *others, last = CHOICES[name]
        raise ValueError(f"{name} is {', '.join(others)} or {last}, not {value!r}")
    if name == "height" and value != "auto" and not (value.isdecimal() and int(value) > 0):
        raise ValueError(f"height is a number of pixels or auto, not {value!r}")
    if name == "lesson" and not LESSON.fullmatch(value):
        raise ValueError(f"lesson is the name of a lesson, as 02_together, not {value!r}")
    if name == "for":
        raise ValueError("for is no attribute of a single example")
    if name not in KNOWN:
        check_unknown(name)
    return value


def check_unknown(name):
    """Lets a name pass that is no slip of the pen."""
    if not NAME.fullmatch(name):
        raise ValueError(f"{name!r} can't be the name of an attribute")
    for meant in difflib.get_close_matches(name, KNOWN, n=1, cutoff=0.75):
        raise ValueError(f"there is no {name}: is {meant} meant?")
