"""Names that fit patterns as of a shell."""

import re
from functools import lru_cache


def translate(pat):
    pieces = []
    at = 0
    while at < len(pat):
        character = pat[at]
        at += 1
        if character == "*":
            if pieces[-1:] != [".*"]:
                pieces.append(".*")
        elif character == "?":
            pieces.append(".")
        elif character == "[":
            # A bracket that comes first stands for itself.
            end = pat.find("]", at + (2 if pat[at:at + 2] == "!]" else 1 if pat[at:at + 1] in ("!", "]") else 0))
            if end < 0:
                pieces.append("\\[")
                continue
            pieces.append(_set(pat[at:end]))
            at = end + 1
        else:
            pieces.append(re.escape(character))
    return rf"(?s:{''.join(pieces)})\Z"


def _set(inner):
    negated = inner.startswith("!")
    characters, at = inner[negated:], 0
    parts = []
    while at < len(characters):
        if characters[at + 1:at + 2] == "-" and at + 2 < len(characters):
            low, high = characters[at], characters[at + 2]
            if low <= high:
                parts.append(f"{_escaped(low)}-{_escaped(high)}")
            at += 3
        else:
            parts.append(_escaped(characters[at]))
            at += 1
    if not parts:
        return "." if negated else "(?!)"
    return f"[{'^' if negated else ''}{''.join(parts)}]"


def _escaped(character):
    return "\\" + character if character in "\\]^-[&~|" else character


@lru_cache(256)
def _matcher(pat):
    if isinstance(pat, bytes):
        return re.compile(translate(pat.decode("latin-1")).encode("latin-1")).match
    return re.compile(translate(pat)).match


def fnmatchcase(name, pat):
    return _matcher(pat)(name) is not None


fnmatch = fnmatchcase


def filter(names, pat):
    match = _matcher(pat)
    return [name for name in names if match(name)]
